package dev.syncline.benchmarks;

import dev.syncline.jdbc.embedded.EmbeddedPostgres;
import dev.syncline.jdbc.embedded.MariaDbServer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * A database server of one kind, started for a proof.
 *
 * @param variable the environment variable that configurations take its address from
 */
public record SharedDatabase(
    String variable, String url, String username, String password, AutoCloseable server)
    implements AutoCloseable {
  /** Starts PostgreSQL or MariaDB. */
  public static SharedDatabase start(String kind, Path folder)
      throws IOException, InterruptedException, SQLException {
    if (kind.equals("mariadb")) {
      MariaDbServer server = MariaDbServer.shared();
      return new SharedDatabase(
          "MARIADB_URL", server.freshDatabase(), server.username(), server.password(), () -> {});
    }
    var server =
        EmbeddedPostgres.start(folder.resolve("server"), Thread::sleep, new SecureRandom());
    EmbeddedPostgres.Access access = server.access();
    return new SharedDatabase(
        "POSTGRESQL_URL", access.url(), access.username(), access.password(), server);
  }

  /** What configurations take from their environment. */
  public Map<String, String> environment() {
    return Map.of(variable, url, "DATABASE_USER", username, "DATABASE_PASSWORD", password);
  }

  /** A connection of the application. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, username, password);
  }

  @Override
  public void close() throws IOException {
    try {
      server.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
