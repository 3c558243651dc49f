/** The right to do a job, on the database's time, proven by a fence. */
@NullMarked
package dev.syncline.jdbc.lease;

import org.jspecify.annotations.NullMarked;
