package dev.syncline.jdbc.mariadb;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.dialect.Trouble;
import dev.syncline.jdbc.migration.Migrations;
import dev.syncline.jdbc.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes turns at migrations by a lock of the connection. MariaDB commits every DDL statement on its
 * own, so each is written to be repeatable.
 */
public final class MariaDbTurn implements Migrations.Turn {
  private static final int WAIT_SECONDS = 60;

  private final Dialect dialect;

  public MariaDbTurn(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public void begin(Connection connection) throws SQLException {
    ServerKind.require(connection);
    long got =
        Sql.first(
                connection,
                "SELECT COALESCE(GET_LOCK(CONCAT('syncline/', DATABASE()), ?), 0)",
                row -> row.getLong(1),
                WAIT_SECONDS)
            .orElse(0L);
    if (got != 1) {
      throw new DatabaseException(
          Trouble.CONFLICT.problem("Another process is changing Syncline's tables"));
    }
    for (String statement : preparation()) {
      Sql.execute(connection, statement);
    }
  }

  @Override
  public boolean isPrepared(Connection connection) throws SQLException {
    return Sql.first(
            connection,
            """
            SELECT 1 FROM information_schema.tables
            WHERE table_schema = DATABASE() AND table_name = ?
            """,
            row -> true,
            dialect.ownTable("migration"))
        .isPresent();
  }

  @Override
  public List<String> preparation() {
    return List.of(
        dialect.sql(
            """
            -- What was done to our tables.
            CREATE TABLE IF NOT EXISTS {migration} (
              version    integer PRIMARY KEY,
              applied_at datetime(6) NOT NULL DEFAULT (utc_timestamp(6))
            ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4\
            """));
  }

  @Override
  public List<String> repeatable(int version, List<String> statements) {
    List<String> all = new ArrayList<>(statements);
    all.add(dialect.sql("INSERT IGNORE INTO {migration} (version) VALUES (" + version + ")"));
    return all;
  }

  @Override
  public void end(Connection connection) throws SQLException {
    Sql.first(
        connection,
        "SELECT RELEASE_LOCK(CONCAT('syncline/', DATABASE()))",
        row -> row.getString(1) == null);
  }
}
