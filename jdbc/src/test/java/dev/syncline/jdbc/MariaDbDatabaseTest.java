package dev.syncline.jdbc;

import static dev.syncline.jdbc.testing.PlannedWrites.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.worker.Pace;
import dev.syncline.jdbc.embedded.MariaDbServer;
import dev.syncline.jdbc.identity.Witness;
import dev.syncline.jdbc.lease.Owner;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.SyncRules;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MariaDbDatabaseTest extends DatabaseKit {
  private String url = "";

  @ParameterizedTest
  @ValueSource(strings = {"utf8mb4_nopad_bin", "utf8mb4_general_ci", "latin1_swedish_ci"})
  void a_key_is_recognized_whatever_its_column_s_collation(String collation) throws SQLException {
    ResolvedMapping contacts = pushed(byName());
    execute(
        "ALTER TABLE contact MODIFY name VARCHAR(80) CHARACTER SET %s COLLATE %s"
            .formatted(collation.split("_")[0], collation));
    intend("Zoë");
    apply(contacts, page(contact(1, "Ann", 1), contact(2, "Zoë", 2)));
    assertThat(queued()).containsExactly(id(2) + "|UNKNOWN_CREATE");
    assertThat(list("SELECT name FROM contact ORDER BY name")).containsExactly("Ann", "Zoë");
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf8mb4_bin", "utf8mb4_general_ci", "latin1_swedish_ci"})
  void a_text_that_did_not_change_stays_whatever_its_column_s_collation(String collation)
      throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    execute(
        "ALTER TABLE contact MODIFY name VARCHAR(80) CHARACTER SET %s COLLATE %s"
            .formatted(collation.split("_")[0], collation));
    apply(contacts, page(contact(1, "Zoë", 1)));
    execute("UPDATE contact SET name = ' Zoë '");
    apply(contacts, page(contact(1, "Zoë", 2)));
    assertThat(list("SELECT name, age FROM contact")).containsExactly(" Zoë |2");
    apply(contacts, page(contact(1, "Chloë", 3)));
    assertThat(list("SELECT name, age FROM contact")).containsExactly("Chloë|3");
  }

  @Override
  Database open() throws SQLException {
    MariaDbServer server = MariaDbServer.shared();
    url = server.freshDatabase();
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
  Database openAsReader() throws SQLException {
    String base = url.replaceFirst(".*/([^/?]+).*", "$1");
    String name = "r_" + base;
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE USER " + name + "@'%' IDENTIFIED BY 'x'");
      statement.execute("GRANT SELECT ON " + base + ".* TO " + name + "@'%'");
    }
    return open(name, "x");
  }

  @Override
  Connection connect() throws SQLException {
    return MariaDbServer.shared().connect(url);
  }

  @Override
  String emptyAndRestart(String table) {
    return "TRUNCATE TABLE " + table;
  }

  @Override
  void noteMarks(String table, String into) throws SQLException {
    for (String event : List.of("INSERT", "UPDATE")) {
      execute(
          "CREATE TRIGGER note_%1$s AFTER %1$s ON %2$s FOR EACH ROW".formatted(event, table)
              + " INSERT INTO "
              + into
              + " VALUES (IF(@syncline_writing = 'mapping contacts', 'ours', 'theirs'))");
    }
  }

  @Override
  String own(String table) {
    return "syncline_" + table;
  }

  @Override
  String countedKey() {
    return "BIGINT AUTO_INCREMENT PRIMARY KEY";
  }
}
