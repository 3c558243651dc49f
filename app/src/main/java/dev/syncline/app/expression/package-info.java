/**
 * Expressions of mappings in CEL: compiled with types, without loops, without any way to the
 * machine.
 */
@NullMarked
package dev.syncline.app.expression;

import org.jspecify.annotations.NullMarked;
