package dev.syncline.jdbc.postgresql;

import com.zaxxer.hikari.HikariConfig;
import dev.syncline.jdbc.sql.ConnectionPool;

/** How connections to PostgreSQL are set up. */
public final class PostgresPool {
  /**
   * Plans are made for the values at hand, as tables grow from nothing to millions within a run;
   * compiling them does not pay. The buffers hold a staged page.
   */
  private static final String SESSION =
      """
      SET jit = off; SET plan_cache_mode = force_custom_plan; SET temp_buffers = '64MB';
      SET work_mem = '32MB'; SET TIME ZONE 'UTC'
      """;

  private PostgresPool() {}

  /** Opens a pool over a configuration that has URL, credentials and bounds. */
  public static ConnectionPool open(
      HikariConfig config, PostgresDialect dialect, long answerTimeoutSeconds) {
    config.setConnectionInitSql(SESSION);
    config.addDataSourceProperty("ApplicationName", "syncline");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("socketTimeout", Long.toString(answerTimeoutSeconds));
    config.addDataSourceProperty(
        "connectTimeout", Long.toString(Math.max(1, config.getConnectionTimeout() / 1_000)));
    return new ConnectionPool(config, dialect);
  }
}
