/** What differs between the databases, asked as questions of one {@code Dialect}. */
@NullMarked
package dev.syncline.jdbc.dialect;

import org.jspecify.annotations.NullMarked;
