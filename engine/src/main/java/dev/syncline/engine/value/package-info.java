/** Values in the form of a field, so that both sides can be compared. Pure. */
@NullMarked
package dev.syncline.engine.value;

import org.jspecify.annotations.NullMarked;
