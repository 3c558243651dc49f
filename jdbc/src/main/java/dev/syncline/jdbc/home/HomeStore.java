package dev.syncline.jdbc.home;

import dev.syncline.jdbc.DatabaseSettings;
import dev.syncline.jdbc.migration.Migrations;
import dev.syncline.jdbc.postgresql.PostgresDialect;
import dev.syncline.jdbc.postgresql.PostgresPool;
import dev.syncline.jdbc.postgresql.PostgresTurn;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.model.OrgName;
import java.util.List;

/** Syncline's own state, in the schema {@code syncline_home} of a PostgreSQL database. */
public final class HomeStore implements AutoCloseable {
  private final PostgresDialect dialect = PostgresDialect.home();
  private final ConnectionPool pool;

  /** Opens the store without connecting; the first call does. */
  public HomeStore(DatabaseSettings settings) {
    this.pool =
        PostgresPool.open(
            settings.poolConfiguration(),
            dialect,
            settings.answerTimeout().toSeconds(),
            settings.explain());
  }

  /** Creates or migrates the tables. */
  public void install() {
    new Migrations(dialect, new PostgresTurn(dialect), List.of("1-tables.sql")).apply(pool);
  }

  /**
   * Takes an org's refresh token for this process alone; waits while another has it. Close it soon:
   * it keeps a connection.
   */
  public TokenHold holdToken(OrgName org) {
    return new TokenHold(pool, org);
  }

  @Override
  public void close() {
    pool.close();
  }
}
