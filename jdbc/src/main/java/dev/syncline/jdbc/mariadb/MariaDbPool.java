package dev.syncline.jdbc.mariadb;

import com.zaxxer.hikari.HikariConfig;
import dev.syncline.jdbc.sql.ConnectionPool;
import java.util.function.UnaryOperator;

/** How connections to MariaDB are set up. */
public final class MariaDbPool {
  /** Strict, so that nothing is cut or rounded to fit; UTC, so that no zone creeps in. */
  private static final String SESSION =
      """
      SET SESSION time_zone = '+00:00', SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,\
      NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,NO_AUTO_VALUE_ON_ZERO'
      """;

  private MariaDbPool() {}

  /** Opens a pool over a configuration that has URL, credentials and bounds. */
  public static ConnectionPool open(
      HikariConfig config, MariaDbDialect dialect, long answerTimeoutSeconds) {
    config.setJdbcUrl(config.getJdbcUrl().replaceFirst("^jdbc:mysql:", "jdbc:mariadb:"));
    config.setConnectionInitSql(SESSION);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.addDataSourceProperty("allowLocalInfile", "true");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("socketTimeout", Long.toString(answerTimeoutSeconds * 1_000));
    config.addDataSourceProperty("connectTimeout", Long.toString(config.getConnectionTimeout()));
    config.addDataSourceProperty("connectionAttributes", "program_name:syncline");
    return new ConnectionPool(config, dialect, UnaryOperator.identity());
  }
}
