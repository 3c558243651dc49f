/** Carries lines that are new in a mapping to the rows and records that both sides have already. */
@NullMarked
package dev.syncline.engine.backfill;

import org.jspecify.annotations.NullMarked;
