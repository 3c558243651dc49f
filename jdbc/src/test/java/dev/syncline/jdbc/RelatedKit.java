package dev.syncline.jdbc;

import static dev.syncline.jdbc.testing.PlannedWrites.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.Capture;
import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.CompareSession;
import dev.syncline.engine.database.Dependants;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.testing.Bench;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.RowChange;
import dev.syncline.model.Value;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Columns of related rows, for every kind of database the same. */
abstract class RelatedKit extends RelatedFixture {
  /** What is read of each row of the related column. */
  private static List<String> read(List<ClaimedRow> rows) {
    return rows.stream()
        .map(row -> row.key() + " " + word(((RowChange.Present) row.change()).values().getLast()))
        .sorted()
        .toList();
  }

  private static String word(Value value) {
    return switch (value) {
      case Value.Text(String text) -> text;
      case Value.Null _ -> "-";
      case Value.Compound(List<Value.Component> missing) ->
          "missing " + missing.getFirst().name() + " " + word(missing.getFirst().value());
      default -> value.toString();
    };
  }

  @Test
  void a_row_is_read_with_the_column_of_the_row_that_it_refers_to() throws SQLException {
    ResolvedMapping mapping = companies("");
    execute(
        "INSERT INTO contact (id, company_id) VALUES (1, 1), (2, 2), (3, NULL), (4, 9), (5, 1)");
    execute("UPDATE company SET name = NULL WHERE id = 2");
    Claim claim = outbox().newClaim();
    List<ClaimedRow> rows = claim(mapping, claim);
    assertThat(read(rows))
        .containsExactly("1 One", "2 -", "3 -", "4 missing company_id 9", "5 One");
    settle(mapping, claim, linked(rows.getFirst(), id(1), "x"));
    try (CompareSession session = database.comparisons().open(mapping)) {
      assertThat(session.linked(Optional.empty(), 10))
          .singleElement()
          .satisfies(
              row ->
                  assertThat(row.current().orElseThrow().values().getLast())
                      .isEqualTo(new Value.Text("One")));
    }
  }

  @Test
  void a_change_of_a_related_row_is_noted_once_and_reaches_all_that_refer_to_it()
      throws SQLException {
    ResolvedMapping mapping = companies("");
    execute("INSERT INTO contact (id, company_id) VALUES (1, 1), (2, 2), (3, 1), (4, NULL)");
    settled(mapping);
    execute("UPDATE company SET name = 'Uno' WHERE id = 1");
    execute("UPDATE company SET name = 'Eins' WHERE id = 1");
    assertThat(marks()).containsExactly("1");
    assertThat(entries()).isEmpty();
    assertThat(database.dependants().pending(mapping)).isOne();
    assertThat(spread(mapping)).isEqualTo(2);
    assertThat(entries()).containsExactly("1|1|there|READY", "3|1|there|READY");
    assertThat(database.dependants().pending(mapping)).isZero();
    assertThat(list("SELECT priority FROM " + own("outbox"))).containsExactly("1", "1");
    assertThat(read(claim(mapping))).containsExactly("1 Eins", "3 Eins");
  }

  @Test
  void what_changes_nothing_of_the_related_column_is_not_noted() throws SQLException {
    ResolvedMapping mapping = companies("");
    execute("INSERT INTO contact (id, company_id) VALUES (1, 1)");
    settled(mapping);
    execute("UPDATE company SET name = name, town = 'Rome'");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("UPDATE company SET name = 'Uno'");
      connection.rollback();
    }
    assertThat(marks()).isEmpty();
    execute("UPDATE company SET name = 'ONE' WHERE id = 1");
    assertThat(marks()).containsExactly("1");
  }

  @Test
  void without_a_foreign_key_rows_that_come_and_go_are_noted() throws SQLException {
    ResolvedMapping mapping = companies("");
    execute("INSERT INTO contact (id, company_id) VALUES (1, 7), (2, 2)");
    settled(mapping);
    execute("INSERT INTO company (id, name) VALUES (7, 'Seven')");
    execute("DELETE FROM company WHERE id = 2");
    assertThat(marks()).containsExactly("2", "7");
    assertThat(database.doorbell().look().rows()).containsExactly(mapping.mapping().name());
    assertThat(spread(mapping)).isEqualTo(2);
    assertThat(read(claim(mapping))).containsExactly("1 Seven", "2 missing company_id 2");
  }

  @Test
  void with_a_foreign_key_only_changes_are_noted() throws SQLException {
    ResolvedMapping mapping = companies(", FOREIGN KEY (company_id) REFERENCES company (id)");
    execute("INSERT INTO company (id, name) VALUES (7, 'Seven')");
    execute("DELETE FROM company WHERE id = 2");
    assertThat(marks()).isEmpty();
    execute("UPDATE company SET name = 'Uno' WHERE id = 1");
    assertThat(marks()).containsExactly("1");
    assertThat(database.capture().status(mapping).problems()).isEmpty();
    assertThat(database.capture().status(mapping).warnings()).isEmpty();
  }

  @Test
  void a_related_row_whose_key_changes_is_noted_under_both() throws SQLException {
    ResolvedMapping mapping = companies("");
    execute("INSERT INTO contact (id, company_id) VALUES (1, 1), (2, 8)");
    settled(mapping);
    execute("UPDATE company SET id = 8 WHERE id = 1");
    assertThat(marks()).containsExactly("1", "8");
    assertThat(spread(mapping)).isEqualTo(2);
    assertThat(read(claim(mapping))).containsExactly("1 missing company_id 1", "2 One");
  }

  @Test
  void rows_that_pulling_makes_are_to_be_pushed_and_references_that_it_changes()
      throws SQLException {
    ResolvedMapping mapping = companies("", Direction.BOTH);
    settled(mapping);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(ownWriteBegins());
      statement.execute("INSERT INTO contact (id, company_id) VALUES (1, 1), (2, NULL)");
      statement.execute("UPDATE contact SET name = 'mine'");
      statement.execute("UPDATE company SET name = 'Pulled' WHERE id = 1");
      connection.commit();
    }
    assertThat(entries()).containsExactly("1|1|there|READY", "2|1|there|READY");
    assertThat(marks()).containsExactly("1");
    settled(mapping);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(ownWriteBegins());
      statement.execute("UPDATE contact SET company_id = 2 WHERE id = 2");
      connection.commit();
    }
    assertThat(entries()).containsExactly("2|1|there|READY");
  }

  @Test
  void whoever_holds_a_changed_row_is_not_waited_for_and_is_found_afterwards() throws SQLException {
    ResolvedMapping mapping = companies("");
    execute("INSERT INTO contact (id, company_id) VALUES (1, 1), (2, 2)");
    settled(mapping);
    execute("UPDATE company SET name = 'Uno' WHERE id = 1");
    execute("UPDATE company SET name = 'Due' WHERE id = 2");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("UPDATE company SET name = 'Un' WHERE id = 1");
      assertThat(spread(mapping)).isOne();
      assertThat(marks()).containsExactly("1");
      connection.commit();
    }
    assertThat(spread(mapping)).isOne();
    assertThat(read(claim(mapping))).containsExactly("1 Un", "2 Due");
    assertThat(marks()).isEmpty();
  }

  @Test
  void a_row_that_changes_while_its_dependants_are_found_is_gone_through_again()
      throws SQLException {
    ResolvedMapping mapping = companies("");
    fill(Dependants.PORTION + 5);
    settled(mapping);
    execute("UPDATE company SET name = 'Uno' WHERE id = 1");
    assertThat(database.dependants().next(mapping))
        .isEqualTo(new Dependants.Found(Dependants.PORTION, true));
    execute("UPDATE company SET name = 'Un' WHERE id = 1");
    assertThat(spread(mapping)).isEqualTo(Dependants.PORTION + 5);
    assertThat(list("SELECT version, COUNT(*) FROM " + own("outbox") + " GROUP BY version"))
        .containsExactlyInAnyOrder("1|5", "2|" + Dependants.PORTION);
  }

  @Test
  void a_hundred_thousand_dependants_are_found_by_portions_while_the_application_goes_on()
      throws SQLException {
    ResolvedMapping mapping = companies("");
    fill(100_000);
    settled(mapping);
    execute("UPDATE company SET name = 'Uno' WHERE id = 1");
    assertThat(marks()).hasSize(1);
    long portions = 0;
    try (Connection application = connect();
        Statement statement = application.createStatement()) {
      for (Dependants.Found found = database.dependants().next(mapping); found.more(); ) {
        portions++;
        application.setAutoCommit(false);
        statement.execute("UPDATE contact SET name = 'a" + portions + "' WHERE id = 1");
        statement.execute("UPDATE company SET town = 'b" + portions + "' WHERE id = 1");
        application.commit();
        found = database.dependants().next(mapping);
      }
    }
    assertThat(portions).isEqualTo(11);
    assertThat(list("SELECT COUNT(*) FROM " + own("outbox"))).containsExactly("100000");
    assertThat(marks()).isEmpty();
  }

  @Test
  void triggers_that_are_missing_or_of_lines_that_are_gone_are_named_and_mended()
      throws SQLException {
    ResolvedMapping mapping = companies("");
    assertThat(database.capture().status(mapping).problems()).isEmpty();
    execute(dropTrigger(mapping, "u"));
    assertThat(database.capture().status(mapping).problems())
        .singleElement()
        .asString()
        .contains("is missing");
    capture(mapping);
    assertThat(database.capture().status(mapping).problems()).isEmpty();
    ResolvedMapping without =
        Bench.mapping(
            "contacts", mapping.table(), mapping.bindings().subList(0, 2), DeletePolicy.DELETE);
    assertThat(database.capture().status(without).problems())
        .hasSizeGreaterThanOrEqualTo(3)
        .anyMatch(problem -> problem.contains("does not have any more"));
    execute("UPDATE company SET name = 'Uno' WHERE id = 1");
    capture(without);
    assertThat(database.capture().status(without).problems()).isEmpty();
    execute("UPDATE company SET name = 'Due' WHERE id = 2");
    assertThat(marks()).containsExactly("1");
    capture(mapping);
    Capture capture = database.capture();
    capture.run(capture.uninstallStatements(List.of(mapping)));
    execute("UPDATE company SET name = 'Drei' WHERE id = 2");
    assertThat(marks()).containsExactly("1");
  }

  @Test
  void a_reference_without_an_index_is_warned_of() throws SQLException {
    ResolvedMapping mapping = companies("");
    execute(dropIndex());
    assertThat(database.capture().status(mapping).warnings())
        .singleElement()
        .asString()
        .contains("has no index on company_id");
  }

  /** Marks what the connection's transaction writes to contacts as ours. */
  abstract String ownWriteBegins();

  /** Drops the trigger on the related table for an event, by its letter. */
  abstract String dropTrigger(ResolvedMapping mapping, String event);

  abstract String dropIndex();
}
