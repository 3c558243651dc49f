package dev.syncline.jdbc.postgresql;

import com.zaxxer.hikari.HikariConfig;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.model.Problem;
import java.util.function.UnaryOperator;

/** How connections to PostgreSQL are set up. */
public final class PostgresPool {
  /**
   * Plans are made for the values at hand, as tables grow from nothing to millions within a run;
   * compiling them does not pay. The buffers hold a staged page. Our own schema is taken off the
   * search path, where it stands if the user is called as it is: a table that the mapping names
   * without a schema is never looked for, or made, among ours. A server that can looks every other
   * second whether we still live, so that a statement of a killed process ends and holds up nobody.
   */
  private static final String SESSION =
      """
      SET jit = off; SET plan_cache_mode = force_custom_plan; SET temp_buffers = '64MB';
      SET work_mem = '32MB'; SET TIME ZONE 'UTC';
      SELECT set_config('search_path', coalesce(string_agg(quote_ident(s), ', '), 'public'), false)
      FROM unnest(current_schemas(false)) AS s WHERE s NOT IN ('syncline', 'syncline_home');
      DO $$ BEGIN PERFORM set_config('client_connection_check_interval', '2s', false);
      EXCEPTION WHEN OTHERS THEN NULL; END $$
      """;

  private PostgresPool() {}

  /**
   * Opens a pool over a configuration that has URL, credentials and bounds.
   *
   * @param explain says more of a failure, where more is known of the server
   */
  public static ConnectionPool open(
      HikariConfig config,
      PostgresDialect dialect,
      long answerTimeoutSeconds,
      UnaryOperator<Problem> explain) {
    config.setConnectionInitSql(SESSION);
    config.addDataSourceProperty("ApplicationName", "syncline");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("socketTimeout", Long.toString(answerTimeoutSeconds));
    config.addDataSourceProperty(
        "connectTimeout", Long.toString(Math.max(1, config.getConnectionTimeout() / 1_000)));
    return new ConnectionPool(config, dialect, explain);
  }
}
