package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.mapping.ResolvedMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class PostgresCaptureTest extends CaptureKit {
  private final Access access = new PostgresAccess();

  @Override
  Access access() {
    return access;
  }

  @Test
  void a_truncate_pauses_the_push_of_the_mapping_with_a_reason() throws SQLException {
    captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
    execute("TRUNCATE contact");
    assertThat(list("SELECT org_name, mapping_name, direction, reason FROM syncline.pause"))
        .singleElement()
        .asString()
        .startsWith("main|contacts|PUSH|Table public.contact was emptied by TRUNCATE");
  }

  @Test
  void our_own_writes_are_captured_where_another_trigger_may_change_them() throws SQLException {
    ResolvedMapping mapping = captured();
    execute(
        """
        CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN NEW.name := upper(NEW.name); RETURN NEW; END';
        CREATE TRIGGER shout BEFORE INSERT ON contact FOR EACH ROW EXECUTE FUNCTION shout()
        """);
    assertThat(database.capture().status(mapping).problems()).isNotEmpty();
    capture(mapping);
    assertThat(database.capture().status(mapping).problems()).isEmpty();
    assertThat(database.capture().status(mapping).warnings()).isNotEmpty();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(ownWriteBegins());
      statement.execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
      connection.commit();
    }
    assertThat(entries()).containsExactly("1|1|there|READY");
  }

  @Test
  void disabled_triggers_are_noticed_and_replicated_rows_captured() throws SQLException {
    ResolvedMapping mapping = captured();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET session_replication_role = replica");
      statement.execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
    }
    assertThat(entries()).containsExactly("1|1|there|READY");
    execute("ALTER TABLE contact DISABLE TRIGGER syncline_contacts_delete");
    assertThat(database.capture().status(mapping).problems())
        .singleElement()
        .asString()
        .contains("syncline_contacts_delete is disabled");
  }

  @Override
  String ownWriteBegins() {
    return "SELECT set_config('syncline.writing', 'mapping contacts', true)";
  }

  @Override
  void answerInserts() throws SQLException {
    execute(
        """
        CREATE FUNCTION answer() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN INSERT INTO audit (id, name) VALUES (NEW.id + 10, NEW.name); RETURN NULL; END';
        CREATE TRIGGER answer AFTER INSERT ON contact FOR EACH ROW EXECUTE FUNCTION answer()
        """);
  }

  @Override
  String dropTrigger(String name) {
    return "DROP TRIGGER " + name + " ON contact";
  }
}
