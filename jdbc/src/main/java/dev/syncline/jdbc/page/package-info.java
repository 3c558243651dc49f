/**
 * Writing pages: a page is staged while it is read, then merged as a set; what the database refuses
 * is isolated and parked.
 */
@NullMarked
package dev.syncline.jdbc.page;

import org.jspecify.annotations.NullMarked;
