/** PostgreSQL, 13 and later: its dialect, its catalog and the way its pages are written. */
@NullMarked
package dev.syncline.jdbc.postgresql;

import org.jspecify.annotations.NullMarked;
