/**
 * Applying pulled changes: pages as sets, records that need a closer look one by one, and what
 * becomes of the rows of deleted records.
 */
@NullMarked
package dev.syncline.jdbc.change;

import org.jspecify.annotations.NullMarked;
