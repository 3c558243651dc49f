/** What rules of fields make of values. */
@NullMarked
package dev.syncline.engine.form;

import org.jspecify.annotations.NullMarked;
