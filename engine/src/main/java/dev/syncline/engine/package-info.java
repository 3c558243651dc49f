/** What the product does with no idea how: ports, planning, merging, settling, the loops. */
@NullMarked
package dev.syncline.engine;

import org.jspecify.annotations.NullMarked;
