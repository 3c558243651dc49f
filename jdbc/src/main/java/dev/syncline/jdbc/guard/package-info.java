/** The guard against mass deletions and fields that become empty. */
@NullMarked
package dev.syncline.jdbc.guard;

import org.jspecify.annotations.NullMarked;
