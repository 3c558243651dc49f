package dev.syncline.jdbc;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.worker.Pace;
import dev.syncline.jdbc.lease.Owner;
import dev.syncline.jdbc.testing.MariaDbServer;
import dev.syncline.model.DatabaseName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;

class MariaDbDatabaseTest extends DatabaseKit {
  private String url = "";

  @Override
  Database open() throws SQLException {
    MariaDbServer server = MariaDbServer.shared();
    url = server.freshDatabase();
    var settings =
        DatabaseSettings.of(
            new DatabaseName("app"),
            url,
            Optional.of(server.username()),
            Optional.of(server.password()));
    var pace = new Pace(Clock.systemUTC(), Thread::sleep, new Random(1));
    return new JdbcDatabase(settings, Owner.thisProcess(), pace);
  }

  @Override
  Connection connect() throws SQLException {
    return MariaDbServer.shared().connect(url);
  }

  @Override
  String countedKey() {
    return "BIGINT AUTO_INCREMENT PRIMARY KEY";
  }
}
