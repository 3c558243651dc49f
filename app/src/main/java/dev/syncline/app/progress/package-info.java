/** How far work is, in one line: on a terminal redrawn, in a pipe now and then. */
@NullMarked
package dev.syncline.app.progress;

import org.jspecify.annotations.NullMarked;
