package dev.syncline.jdbc.sql;

import dev.syncline.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;

/** The counter that gives readings and pushes their numbers. */
public final class Tokens {
  private final String next;

  public Tokens(Dialect dialect) {
    next = "SELECT " + dialect.nextToken();
  }

  /** A number greater than any before; it is used up even if the transaction is rolled back. */
  public long next(Connection connection) throws SQLException {
    return Sql.first(connection, next, row -> row.getLong(1)).orElseThrow();
  }
}
