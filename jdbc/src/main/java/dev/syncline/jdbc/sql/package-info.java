/** Connections, transactions and statements: the plain JDBC that every other room stands on. */
@NullMarked
package dev.syncline.jdbc.sql;

import org.jspecify.annotations.NullMarked;
