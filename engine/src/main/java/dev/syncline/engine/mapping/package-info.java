/** From what the user said to what is there: fields bound to columns, or the reasons why not. */
@NullMarked
package dev.syncline.engine.mapping;

import org.jspecify.annotations.NullMarked;
