package dev.syncline.jdbc;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.worker.Pace;
import dev.syncline.jdbc.embedded.MariaDbServer;
import dev.syncline.jdbc.identity.Witness;
import dev.syncline.jdbc.lease.Owner;
import dev.syncline.model.DatabaseName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;

final class MariaDbAccess implements Access {
  private final MariaDbServer server = MariaDbServer.shared();
  private String url = "";

  @Override
  public Database open() throws SQLException {
    url = server.freshDatabase();
    return again();
  }

  @Override
  public Database again() {
    return open(server.username(), server.password());
  }

  private Database open(String username, String password) {
    var settings =
        DatabaseSettings.of(
            new DatabaseName("app"), url, Optional.of(username), Optional.of(password));
    var pace = new Pace(Clock.systemUTC(), Thread::sleep, new Random(1));
    return new JdbcDatabase(settings, Owner.thisProcess(), pace, Witness.NONE);
  }

  @Override
  public Database openAsReader() throws SQLException {
    return open(user("r", "SELECT", "*"), "x");
  }

  private String user(String kind, String rights, String table) throws SQLException {
    String base = url.replaceFirst(".*/([^/?]+).*", "$1");
    String name = kind + "_" + base;
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE USER " + name + "@'%' IDENTIFIED BY 'x'");
      statement.execute("GRANT " + rights + " ON " + base + "." + table + " TO " + name + "@'%'");
    }
    return name;
  }

  @Override
  public Connection connect() throws SQLException {
    return server.connect(url);
  }

  @Override
  public Connection connectAsApplication(String table) throws SQLException {
    return DriverManager.getConnection(url, user("a", "ALL", table), "x");
  }

  @Override
  public String countedKey() {
    return "BIGINT AUTO_INCREMENT PRIMARY KEY";
  }

  @Override
  public String emptyAndRestart(String table) {
    return "TRUNCATE TABLE " + table;
  }

  @Override
  public String own(String table) {
    return "syncline_" + table;
  }
}
