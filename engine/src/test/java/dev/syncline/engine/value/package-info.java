/** Forms of values. */
@NullMarked
package dev.syncline.engine.value;

import org.jspecify.annotations.NullMarked;
