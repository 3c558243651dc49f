/** Carries new lines of mappings to rows that are linked, in short transactions beside all else. */
@NullMarked
package dev.syncline.jdbc.backfill;

import org.jspecify.annotations.NullMarked;
