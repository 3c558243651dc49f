package dev.syncline.jdbc.postgresql;

import dev.syncline.jdbc.migration.Migrations;
import dev.syncline.jdbc.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

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
    if (!isPrepared(connection)) {
      for (String statement : preparation()) {
        Sql.execute(connection, statement);
      }
    }
  }

  @Override
  public boolean isPrepared(Connection connection) throws SQLException {
    return Sql.first(
            connection,
            "SELECT to_regclass(?) IS NOT NULL",
            row -> row.getBoolean(1),
            dialect.ownTable("migration"))
        .orElse(false);
  }

  @Override
  public List<String> preparation() {
    return List.of(
        "-- A schema of our own, and what was done to it.\nCREATE SCHEMA IF NOT EXISTS "
            + dialect.schema(),
        dialect.sql(
            """
            CREATE TABLE IF NOT EXISTS {migration} (
              version    integer PRIMARY KEY,
              applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
            )\
            """));
  }

  @Override
  public List<String> repeatable(int version, List<String> statements) {
    return List.of(
        dialect.sql(
            """
            DO $syncline$ BEGIN
            IF NOT EXISTS (SELECT FROM {migration} WHERE version = %1$d) THEN
            %2$s;
            INSERT INTO {migration} (version) VALUES (%1$d);
            END IF;
            END $syncline$\
            """
                .formatted(version, String.join(";\n\n", statements))));
  }

  @Override
  public void end(Connection connection) {
    // The lock ends with the transaction.
  }
}
