/** Decides what becomes of a record that both sides may have changed. Pure. */
@NullMarked
package dev.syncline.engine.merge;

import org.jspecify.annotations.NullMarked;
