/** What a binding makes of values, by the types of its two sides and by its rules. Pure. */
@NullMarked
package dev.syncline.engine.form;

import org.jspecify.annotations.NullMarked;
