package dev.syncline.jdbc.mariadb;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.dialect.Trouble;
import dev.syncline.jdbc.migration.Migrations;
import dev.syncline.jdbc.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;

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
    Sql.execute(
        connection,
        dialect.sql(
            """
            CREATE TABLE IF NOT EXISTS {migration} (
              version    integer PRIMARY KEY,
              applied_at datetime(6) NOT NULL DEFAULT (utc_timestamp(6))
            ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
            """));
  }

  @Override
  public void end(Connection connection) throws SQLException {
    Sql.first(
        connection,
        "SELECT RELEASE_LOCK(CONCAT('syncline/', DATABASE()))",
        row -> row.getString(1) == null);
  }
}
