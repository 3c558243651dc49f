/** Tests of polling. */
@NullMarked
package dev.syncline.engine.poll;

import org.jspecify.annotations.NullMarked;
