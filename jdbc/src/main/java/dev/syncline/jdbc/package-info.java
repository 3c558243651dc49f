/**
 * Everything that speaks JDBC: tables, links, checkpoints, migrations, dialects, the embedded
 * PostgreSQL.
 */
@NullMarked
package dev.syncline.jdbc;

import org.jspecify.annotations.NullMarked;
