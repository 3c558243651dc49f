package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.Capture;
import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.scope.RowScope;
import dev.syncline.engine.scope.Standing;
import dev.syncline.jdbc.testing.Bench;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.KeyUse;
import dev.syncline.model.Problem;
import dev.syncline.model.Scope;
import dev.syncline.model.Triggers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The promises of capture, for every kind of database the same. */
abstract class CaptureKit extends OutboxFixture {
  @Test
  void each_change_of_a_row_counts_up_the_version_of_its_one_entry() throws SQLException {
    captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann'), (2, 'Bob'), (3, 'Cy')");
    execute("UPDATE contact SET age = 7 WHERE id <= 2");
    execute("DELETE FROM contact WHERE id = 2");
    assertThat(entries()).containsExactly("1|2|there|READY", "2|3|gone|READY", "3|1|there|READY");
  }

  @Test
  void an_update_that_changes_no_pushed_column_makes_no_entry() throws SQLException {
    captured();
    execute("INSERT INTO contact (id, name, age) VALUES (1, 'Ann', 3)");
    execute("DELETE FROM " + access().own("outbox"));
    execute("UPDATE contact SET name = 'Ann', age = 3, note = 'x', salesforce_id = 'y'");
    assertThat(entries()).isEmpty();
    execute("UPDATE contact SET age = NULL");
    assertThat(entries()).containsExactly("1|1|there|READY");
    execute("UPDATE contact SET name = 'ANN'");
    assertThat(entries()).containsExactly("1|2|there|READY");
  }

  @Test
  void a_rolled_back_change_leaves_nothing() throws SQLException {
    captured();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
      connection.rollback();
    }
    assertThat(entries()).isEmpty();
  }

  @Test
  void pulled_rows_make_no_entries() throws SQLException {
    execute(
        "CREATE TABLE contact (id "
            + countedKey()
            + ", salesforce_id CHAR(18) UNIQUE, name VARCHAR(80), age INTEGER)");
    ResolvedMapping mapping = mapping("contacts", "contact");
    capture(mapping);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(ownWriteBegins());
      statement.execute("INSERT INTO contact (name) VALUES ('Ann')");
      statement.execute("UPDATE contact SET name = 'Bob'");
      statement.execute("DELETE FROM contact");
      connection.commit();
    }
    assertThat(entries()).isEmpty();
  }

  @Test
  void what_triggers_of_the_application_change_in_answer_to_our_write_is_captured()
      throws SQLException {
    ResolvedMapping contacts = captured();
    execute(
        "CREATE TABLE audit (id BIGINT PRIMARY KEY, salesforce_id CHAR(18), name VARCHAR(80),"
            + " age INTEGER)");
    ResolvedMapping audits = mapping("audits", "audit");
    capture(contacts, audits);
    answerInserts();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(ownWriteBegins());
      statement.execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
      connection.commit();
    }
    assertThat(entries()).containsExactly("11|1|there|READY");
    assertThat(words(claim(audits))).containsExactly("11:1");
  }

  @Test
  void several_mappings_of_one_table_have_an_entry_each() throws SQLException {
    ResolvedMapping contacts = captured();
    ResolvedMapping others = mapping("others", "contact");
    capture(contacts, others);
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
    assertThat(words(claim(contacts))).containsExactly("1:1");
    assertThat(words(claim(others))).containsExactly("1:1");
    database.capture().run(database.capture().uninstallStatements(List.of(others)));
    execute("UPDATE contact SET name = 'Bob'");
    assertThat(outbox().counts(contacts.mapping().name()).claimed()).isEqualTo(1);
    assertThat(entries()).containsExactlyInAnyOrder("1|2|there|CLAIMED", "1|1|there|CLAIMED");
    assertThat(database.capture().status(contacts).installed()).isTrue();
    assertThat(database.capture().status(others).installed()).isFalse();
  }

  @Test
  void what_is_written_for_one_mapping_is_a_change_to_the_others_of_its_table()
      throws SQLException {
    ResolvedMapping contacts = captured();
    ResolvedMapping others = mapping("others", "contact");
    capture(contacts, others);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(ownWriteBegins());
      statement.execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
      connection.commit();
    }
    assertThat(words(claim(contacts))).isEmpty();
    assertThat(words(claim(others))).containsExactly("1:1");
  }

  @Test
  void rows_outside_are_told_from_those_inside_and_held_until_they_change() throws SQLException {
    ResolvedMapping all = captured();
    ResolvedMapping some =
        only(all, "(age > 5 and name like 'A%' or note in ('x', 'it''s')) and not age = 99");
    capture(some);
    execute(
        "INSERT INTO contact (id, name, age, note) VALUES (1, 'Ann', 9, NULL), (2, 'Bob', 9, NULL),"
            + " (3, 'Cy', 1, 'it''s'), (4, 'Ada', NULL, NULL)");
    Claim claim = outbox().newClaim();
    List<ClaimedRow> rows = claim(some, claim);
    assertThat(
            rows.stream()
                .filter(row -> row.standing().outside())
                .map(row -> row.key().value())
                .toList())
        .containsExactlyInAnyOrder("2", "4");
    outbox()
        .settle(
            some,
            claim,
            rows.stream()
                .<Settlement>map(
                    r ->
                        new Settlement.Hold(
                            r.key(),
                            r.change().version(),
                            new Problem(Settlement.OUTSIDE, ErrorClass.DATA, "outside", "-"),
                            r.key().value().equals("4")))
                .toList());
    assertThat(entries())
        .containsExactly("1|1|there|WAITING", "2|1|there|WAITING", "3|1|there|WAITING");
    assertThat(outbox().releaseWaiting(some)).isZero();
    execute("UPDATE contact SET note = 'x' WHERE id = 2");
    execute("DELETE FROM contact WHERE id = 3");
    assertThat(claim(some))
        .extracting(row -> row.key() + " " + row.standing())
        .containsExactlyInAnyOrder(
            "2 " + new Standing(false, false, true), "3 " + new Standing(true, false, true));
  }

  /** The same mapping for rows that meet a condition. */
  private static ResolvedMapping only(ResolvedMapping mapping, String rows) {
    try {
      return new ResolvedMapping(
          mapping.mapping(),
          mapping.object(),
          mapping.table(),
          mapping.rowKey(),
          mapping.bindings(),
          RowScope.of(
              Bench.scoped(
                  mapping.mapping(),
                  new Scope(
                      Triggers.ALL,
                      Optional.of(rows),
                      Optional.empty(),
                      DeletePolicy.KEEP,
                      KeyUse.UNLINKED,
                      0)),
              mapping.table()));
    } catch (RowScope.MisfitException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void the_application_needs_no_rights_on_our_tables() throws SQLException {
    captured();
    try (Connection connection = access().connectAsApplication("contact");
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
      statement.execute("UPDATE contact SET name = 'Bob'");
      statement.execute("UPDATE contact SET id = 2");
      statement.execute("DELETE FROM contact");
    }
    assertThat(entries()).containsExactly("1|3|gone|READY", "2|2|gone|READY");
  }

  @Test
  void a_change_makes_a_parked_entry_ready_with_its_attempts_forgotten() throws SQLException {
    captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
    execute("UPDATE " + access().own("outbox") + " SET state = 'PARKED', attempts = 9");
    execute("UPDATE contact SET name = 'Bob'");
    assertThat(list("SELECT state, attempts FROM " + access().own("outbox")))
        .containsExactly("READY|0");
  }

  @Test
  void installing_twice_asks_for_nothing_and_harms_nothing() throws SQLException {
    ResolvedMapping mapping = captured();
    Capture capture = database.capture();
    assertThat(capture.status(mapping).problems()).isEmpty();
    assertThat(capture.installStatements(List.of(mapping), Capture.Roles.NONE)).isEmpty();
    List<String> roles = capture.installStatements(List.of(mapping), Capture.Roles.CREATE);
    assertThat(roles).isNotEmpty();
    capture.run(roles);
    capture.run(roles);
    assertThat(capture.status(mapping).problems()).isEmpty();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
    assertThat(entries()).hasSize(1);
  }

  @Test
  void a_bare_database_is_installed_by_statements_alone_and_twice_too() throws SQLException {
    database.close();
    database = access().open();
    execute(
        "CREATE TABLE contact (id BIGINT PRIMARY KEY, salesforce_id CHAR(18), name VARCHAR(80),"
            + " age INTEGER)");
    ResolvedMapping mapping = mapping("contacts", "contact");
    assertThat(database.capture().status(mapping).installed()).isFalse();
    List<String> statements =
        database.capture().installStatements(List.of(mapping), Capture.Roles.NONE);
    database.capture().run(statements);
    database.capture().run(statements);
    database.install();
    assertThat(database.capture().status(mapping).problems()).isEmpty();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
    assertThat(words(claim(mapping))).containsExactly("1:1");
  }

  @Test
  void missing_and_foreign_triggers_are_noticed_and_mended() throws SQLException {
    ResolvedMapping mapping = captured();
    execute(dropTrigger("syncline_contacts_update"));
    assertThat(database.capture().status(mapping).problems())
        .singleElement()
        .asString()
        .contains("syncline_contacts_update is missing");
    capture(mapping);
    assertThat(database.capture().status(mapping).problems()).isEmpty();
    ResolvedMapping narrower =
        Bench.mapping(
            "contacts",
            mapping.table(),
            mapping.bindings().subList(0, 2),
            mapping.mapping().onDelete());
    assertThat(database.capture().status(narrower).problems())
        .singleElement()
        .asString()
        .contains("not the one of this mapping");
    capture(narrower);
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
    execute("UPDATE contact SET age = 5");
    assertThat(entries()).containsExactly("1|1|there|READY");
  }

  @Test
  void the_link_follows_a_row_whose_key_changes() throws SQLException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann'), (2, 'Bob')");
    execute(
        "INSERT INTO "
            + access().own("link")
            + " (mapping_id, record_id, row_key, base, system_modstamp, seen_run)"
            + " SELECT id, '003000000000001AAA', '1', '{}', '2026-01-01 00:00:00', 0 FROM "
            + access().own("mapping"));
    execute("UPDATE contact SET id = 7 WHERE id = 1");
    execute("UPDATE contact SET id = 8 WHERE id = 7");
    assertThat(entries())
        .containsExactly("1|2|gone|READY", "2|1|there|READY", "7|2|gone|READY", "8|1|there|READY");
    assertThat(claim(mapping))
        .filteredOn(row -> row.link().isPresent())
        .extracting(row -> row.key().value())
        .containsExactly("8");
    assertThat(links()).containsExactly("8|003000000000001AAA|{}");
  }

  /** Marks what the connection's transaction writes to contacts as ours. */
  abstract String ownWriteBegins();

  /** Makes a trigger that answers an insert of a contact by one of an audit with ten more. */
  abstract void answerInserts() throws SQLException;

  abstract String dropTrigger(String name);
}
