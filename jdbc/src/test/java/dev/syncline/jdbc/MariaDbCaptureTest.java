package dev.syncline.jdbc;

import static dev.syncline.jdbc.testing.PlannedWrites.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.Claim;
import dev.syncline.engine.mapping.ResolvedMapping;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class MariaDbCaptureTest extends CaptureKit {
  private final Access access = new MariaDbAccess();

  @Override
  Access access() {
    return access;
  }

  @Test
  void cascades_into_the_table_and_engines_without_transactions_are_named() throws SQLException {
    execute("CREATE TABLE team (id BIGINT PRIMARY KEY) ENGINE=InnoDB");
    execute(
        """
        CREATE TABLE contact (id BIGINT PRIMARY KEY, salesforce_id CHAR(18), name VARCHAR(80),
          age INTEGER, team BIGINT, FOREIGN KEY (team) REFERENCES team (id) ON DELETE CASCADE)
        """);
    ResolvedMapping mapping = mapping("contacts", "contact");
    capture(mapping);
    assertThat(database.capture().status(mapping).warnings())
        .singleElement()
        .asString()
        .contains("to team ON DELETE CASCADE");
    execute(
        "CREATE TABLE fickle (id BIGINT PRIMARY KEY, salesforce_id CHAR(18), name VARCHAR(80),"
            + " age INTEGER) ENGINE=MyISAM");
    ResolvedMapping fickle = mapping("fickle", "fickle");
    capture(fickle);
    assertThat(database.capture().status(fickle).problems())
        .singleElement()
        .asString()
        .contains("MyISAM");
  }

  @Test
  void a_table_that_was_emptied_by_truncate_is_named() throws SQLException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
    Claim claim = outbox().newClaim();
    settle(mapping, claim, linked(claim(mapping, claim).getFirst(), id(1), "Ann"));
    assertThat(database.capture().status(mapping).problems()).isEmpty();
    execute("TRUNCATE TABLE contact");
    assertThat(database.capture().status(mapping).problems())
        .singleElement()
        .asString()
        .contains("is empty");
  }

  @Override
  String ownWriteBegins() {
    return "SET @syncline_writing = 'mapping contacts'";
  }

  @Override
  void answerInserts() throws SQLException {
    execute(
        """
        CREATE TRIGGER answer AFTER INSERT ON contact FOR EACH ROW
        INSERT INTO audit (id, name) VALUES (NEW.id + 10, NEW.name)
        """);
  }

  @Override
  String dropTrigger(String name) {
    return "DROP TRIGGER " + name;
  }
}
