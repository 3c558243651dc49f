/** Runs, and what they wrote over; {@code JdbcRuns} has the lock of this package. */
@NullMarked
package dev.syncline.jdbc.run;

import org.jspecify.annotations.NullMarked;
