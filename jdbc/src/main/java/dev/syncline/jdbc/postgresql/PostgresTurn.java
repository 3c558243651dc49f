package dev.syncline.jdbc.postgresql;

import dev.syncline.jdbc.migration.Migrations;
import dev.syncline.jdbc.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Takes turns by an advisory lock that ends with the transaction: DDL is transactional here, so a
 * migration that is cut off leaves nothing.
 */
public final class PostgresTurn implements Migrations.Turn {
  /** Any number will do as long as it is ours alone: "syncline" in letters of a telephone. */
  private static final long LOCK = 79_625_463L;

  private final PostgresDialect dialect;

  public PostgresTurn(PostgresDialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public void begin(Connection connection) throws SQLException {
    Sql.first(connection, "SELECT pg_advisory_xact_lock(?)", row -> 1, LOCK);
    boolean there =
        Sql.first(
                connection,
                "SELECT to_regclass(?) IS NOT NULL",
                row -> row.getBoolean(1),
                dialect.ownTable("migration"))
            .orElse(false);
    if (there) {
      return;
    }
    Sql.execute(connection, "CREATE SCHEMA IF NOT EXISTS " + dialect.schema());
    Sql.execute(
        connection,
        dialect.sql(
            """
            CREATE TABLE {migration} (
              version    integer PRIMARY KEY,
              applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
            )
            """));
  }

  @Override
  public void end(Connection connection) {
    // The lock ends with the transaction.
  }
}
