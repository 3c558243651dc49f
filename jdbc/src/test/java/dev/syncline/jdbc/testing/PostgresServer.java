package dev.syncline.jdbc.testing;

import dev.syncline.jdbc.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** One embedded PostgreSQL server for all tests of a run, and a database of its own for each. */
public final class PostgresServer {
  private static final PostgresServer SHARED = new PostgresServer();

  private final EmbeddedPostgres server;
  private int databases;

  private PostgresServer() {
    try {
      server =
          EmbeddedPostgres.start(
              Path.of("target", "test-server").toAbsolutePath(), Thread::sleep, new SecureRandom());
      neverWaitForTheDisk();
    } catch (InterruptedException | SQLException e) {
      throw new IllegalStateException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
  }

  /** No test outlives a crash of the machine. */
  private void neverWaitForTheDisk() throws SQLException {
    try (Connection connection = connect(server.access().url());
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER SYSTEM SET fsync = off");
      statement.execute("ALTER SYSTEM SET synchronous_commit = off");
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  /** The server, started when it is first asked for. */
  public static PostgresServer shared() {
    return SHARED;
  }

  /** Makes an empty database and gives its URL. */
  public synchronized String freshDatabase() throws SQLException {
    String name = "test_" + ProcessHandle.current().pid() + "_" + ++databases;
    try (Connection connection = connect(server.access().url());
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + name);
      statement.execute("CREATE DATABASE " + name);
    }
    String url = server.access().url();
    int path = url.indexOf('/', "jdbc:postgresql://".length());
    return url.substring(0, path + 1) + name;
  }

  public String username() {
    return server.access().username();
  }

  public String password() {
    return server.access().password();
  }

  /** Connects as the server's owner. */
  public Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, username(), password());
  }
}
