@NullMarked
package dev.syncline.app.cli.command;

import org.jspecify.annotations.NullMarked;
