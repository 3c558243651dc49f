/** When lanes ran, and what they cost. */
@NullMarked
package dev.syncline.jdbc.lane;

import org.jspecify.annotations.NullMarked;
