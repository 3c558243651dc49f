/** Rows found by what match rules compare, in SQL. */
@NullMarked
package dev.syncline.jdbc.match;

import org.jspecify.annotations.NullMarked;
