/** The commands, one type each: thin, so that naming them all costs a light command nothing. */
@NullMarked
package dev.syncline.app.cli.command;

import org.jspecify.annotations.NullMarked;
