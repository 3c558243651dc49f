/** Which record is which row, what was parked, what waits for a parent. */
@NullMarked
package dev.syncline.jdbc.link;

import org.jspecify.annotations.NullMarked;
