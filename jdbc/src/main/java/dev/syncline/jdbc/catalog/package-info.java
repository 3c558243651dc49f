/** What tables there are and what is in them, as the database's own catalog shows it. */
@NullMarked
package dev.syncline.jdbc.catalog;

import org.jspecify.annotations.NullMarked;
