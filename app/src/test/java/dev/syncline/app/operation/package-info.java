@NullMarked
package dev.syncline.app.operation;

import org.jspecify.annotations.NullMarked;
