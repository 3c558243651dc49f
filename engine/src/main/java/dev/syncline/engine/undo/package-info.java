/** Undoing runs: what they wrote over is written back where nobody has touched it since. */
@NullMarked
package dev.syncline.engine.undo;

import org.jspecify.annotations.NullMarked;
