package dev.syncline.jdbc;

import com.zaxxer.hikari.HikariConfig;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How to reach a database, and within which bounds.
 *
 * @param url a JDBC URL of PostgreSQL or MariaDB
 * @param maxConnections the most connections at a time; one per page worker and some to spare
 * @param connectTimeout how long a connection may take to come about, or to become free
 * @param answerTimeout how long one statement may be silent; far above the longest merge
 * @param explain says more of a failure, where more is known of the server
 */
public record DatabaseSettings(
    DatabaseName name,
    String url,
    Optional<String> username,
    Optional<String> password,
    int maxConnections,
    Duration connectTimeout,
    Duration answerTimeout,
    UnaryOperator<Problem> explain) {
  /** The most connections that may be asked for. */
  public static final int MAX_CONNECTIONS = 64;

  private static final int DEFAULT_CONNECTIONS = 12;

  public DatabaseSettings {
    if (maxConnections < 2 || maxConnections > MAX_CONNECTIONS) {
      throw new IllegalArgumentException("2 to " + MAX_CONNECTIONS + " connections");
    }
    if (connectTimeout.toMillis() < 250 || answerTimeout.toSeconds() < 1) {
      throw new IllegalArgumentException("At least 250 ms to connect and 1 s to answer");
    }
  }

  /** Settings with the bounds that fit most. */
  public static DatabaseSettings of(
      DatabaseName name, String url, Optional<String> username, Optional<String> password) {
    return new DatabaseSettings(
        name,
        url,
        username,
        password,
        DEFAULT_CONNECTIONS,
        Duration.ofSeconds(10),
        Duration.ofMinutes(10),
        UnaryOperator.identity());
  }

  /** The same for a server of which more is known. */
  public DatabaseSettings explainedBy(UnaryOperator<Problem> more) {
    return new DatabaseSettings(
        name, url, username, password, maxConnections, connectTimeout, answerTimeout, more);
  }

  /** A pool that connects by these settings; it holds no idle connection. */
  public HikariConfig poolConfiguration() {
    var config = new HikariConfig();
    config.setPoolName("syncline-" + name);
    config.setJdbcUrl(url);
    username.ifPresent(config::setUsername);
    password.ifPresent(config::setPassword);
    config.setMaximumPoolSize(maxConnections);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(connectTimeout.toMillis());
    return config;
  }

  @Override
  public String toString() {
    return "DatabaseSettings[" + name + ", " + username.orElse("no user") + "]";
  }
}
