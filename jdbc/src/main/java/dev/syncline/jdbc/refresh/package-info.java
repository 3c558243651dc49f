/** The checkpoints of refreshes: runs, and their pages that are not committed. */
@NullMarked
package dev.syncline.jdbc.refresh;

import org.jspecify.annotations.NullMarked;
