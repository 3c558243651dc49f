/**
 * Reads values again that change without a change of their record: formulas that look at parents,
 * roll-ups, fields of parents.
 */
@NullMarked
package dev.syncline.engine.reread;

import org.jspecify.annotations.NullMarked;
