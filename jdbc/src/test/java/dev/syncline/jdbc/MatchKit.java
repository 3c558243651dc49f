package dev.syncline.jdbc;

import static dev.syncline.jdbc.testing.PlannedWrites.id;
import static dev.syncline.jdbc.testing.PlannedWrites.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.MatchRuns;
import dev.syncline.engine.database.MatchRuns.Portion;
import dev.syncline.engine.database.MatchRuns.Run;
import dev.syncline.engine.database.MatchRuns.Staged;
import dev.syncline.engine.database.RowChoice;
import dev.syncline.engine.database.RowMatches.Candidate;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.match.MatchKeys;
import dev.syncline.engine.scope.RowScope;
import dev.syncline.jdbc.testing.Bench;
import dev.syncline.model.FieldName;
import dev.syncline.model.MatchForm;
import dev.syncline.model.MatchPart;
import dev.syncline.model.MatchRule;
import dev.syncline.model.RowCondition;
import dev.syncline.model.RowKey;
import dev.syncline.model.SyncRules;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The promises of matching, whatever the database. */
abstract class MatchKit extends OutboxFixture {
  /** Texts as people write them. */
  private static final List<String> TEXTS =
      List.of(
          "Ann",
          " ann\t",
          "ANN",
          "   ",
          "Müller ",
          "MÜLLER",
          "ann@Example.com",
          " ANN@example.COM ",
          "(415) 555-1212",
          "+1 415 555 1212",
          "1-415-555-1212",
          "030 / 123456",
          "+49 (0)30 123456",
          "0049 30 123456 ext. 7",
          "0012",
          "https://www.Example.com:8443/a?b#c",
          "mailto:ann@mail.example.com",
          "example.com/path",
          "localhost",
          "50% off \\ 'quoted' \"twice\"",
          "a_b");

  private ResolvedMapping mapping(MatchRule... rules) throws SQLException {
    execute(
        "CREATE TABLE contact (id "
            + countedKey()
            + ", salesforce_id CHAR(18), name VARCHAR(80),"
            + " age INTEGER)");
    return Bench.bothWays(
        mapping("contacts", "contact"), SyncRules.STANDARD.matching(List.of(rules)));
  }

  private static MatchRule rule(MatchForm form, String country, String... fields) {
    List<MatchPart> parts = new ArrayList<>();
    for (String field : fields) {
      parts.add(
          new MatchPart(
              new FieldName(field), form, Optional.of(country).filter(c -> !c.isEmpty())));
    }
    return new MatchRule(parts);
  }

  private void row(int key, String name, int age) throws SQLException {
    execute(
        "INSERT INTO contact (id, name, age) VALUES (%d, '%s', %d)"
            .formatted(key, quoted(name), age));
  }

  /** A text within quotes, as the database reads it. */
  abstract String quoted(String text);

  @ParameterizedTest
  @EnumSource
  void the_database_compares_texts_as_we_do(MatchForm form) throws SQLException {
    for (String country : form == MatchForm.PHONE ? List.of("", "1", "49") : List.of("")) {
      execute("DROP TABLE IF EXISTS contact");
      ResolvedMapping mapping = mapping(rule(form, country, "Name"));
      for (int i = 0; i < TEXTS.size(); i++) {
        row(i + 1, TEXTS.get(i), 0);
      }
      MatchKeys keys = MatchKeys.of(mapping);
      for (String text : TEXTS) {
        assertFound(mapping, keys, text);
      }
    }
  }

  private void assertFound(ResolvedMapping mapping, MatchKeys keys, String text) {
    Optional<String> key = key(keys, text);
    List<Candidate> found = database.matches().having(mapping, 0, key.stream().toList());
    assertThat(found)
        .as(text)
        .extracting(c -> c.row().value())
        .containsExactlyInAnyOrderElementsOf(rowsHaving(keys, key));
  }

  private static Optional<String> key(MatchKeys keys, String name) {
    return keys.ofRow(List.of(text(""), text(name), number("0"))).getFirst();
  }

  private static List<String> rowsHaving(MatchKeys keys, Optional<String> key) {
    return IntStream.range(0, TEXTS.size())
        .filter(i -> key.isPresent() && key.equals(key(keys, TEXTS.get(i))))
        .mapToObj(i -> Integer.toString(i + 1))
        .toList();
  }

  @Test
  void a_rule_of_several_columns_finds_rows_with_all_of_them_and_says_what_is_linked()
      throws SQLException {
    ResolvedMapping mapping = mapping(rule(MatchForm.EXACT, "", "Name", "Age__c"));
    row(1, "Ann", 30);
    row(2, "Ann", 31);
    database.links().set(mapping, id(1), new RowKey("1"));
    List<Optional<String>> keys =
        MatchKeys.of(mapping).ofRecord(List.of(ids(1), text("Ann"), number("30")));

    List<Candidate> found =
        database.matches().having(mapping, 0, List.of(keys.getFirst().orElseThrow()));
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().row()).isEqualTo(new RowKey("1"));
    assertThat(found.getFirst().record()).contains(id(1));
    assertThat(found.getFirst().keys()).isEqualTo(keys);
  }

  @Test
  void the_rows_that_meet_a_condition_are_queued_and_no_others() throws Exception {
    ResolvedMapping mapping = mapping(rule(MatchForm.FOLD, "", "Name"));
    row(1, "Ann", 20);
    row(2, "it's {link} 100% \"? Bob", 30);
    row(3, "Cy", 40);
    row(4, "", 50);
    execute("UPDATE contact SET name = NULL WHERE id = 4");
    database.links().set(mapping, id(3), new RowKey("3"));

    assertThat(queued(mapping, false, "age > 20 and age < 50")).containsExactly("2", "3");
    assertThat(queued(mapping, true, "age > 20 and age < 50")).containsExactly("2");
    assertThat(queued(mapping, false, "name = 'it''s {link} 100% \"? Bob' or name is null"))
        .containsExactly("2", "4");
    assertThat(queued(mapping, false, "name = 'nobody'")).isEmpty();
  }

  private List<String> queued(ResolvedMapping mapping, boolean unlinked, String where)
      throws Exception {
    execute("DELETE FROM " + access().own("outbox"));
    RowCondition condition =
        RowScope.condition(mapping.mapping(), "--where", where, mapping.table());
    long added = database.outbox().add(mapping, new RowChoice(unlinked, Optional.of(condition)));
    List<String> rows = list("SELECT row_key FROM " + access().own("outbox") + " ORDER BY row_key");
    assertThat(added).isEqualTo(rows.size());
    return rows;
  }

  @Test
  void what_is_the_same_is_found_linked_and_taken_back_as_sets() throws SQLException {
    ResolvedMapping mapping =
        mapping(rule(MatchForm.FOLD, "", "Name"), rule(MatchForm.EXACT, "", "Age__c"));
    row(1, "Ann", 1);
    row(2, "Bob", 2);
    row(3, "Cy", 3);
    row(4, "Cy", 4);
    row(5, "Only here", 5);
    row(6, "By age", 66);
    Lease lease = database.leases().acquire("pull/contacts", Duration.ofMinutes(5));
    MatchRuns runs = database.matchRuns();
    Run run = runs.start(lease, mapping);
    MatchKeys keys = MatchKeys.of(mapping);
    String[][] records = {
      {"ANN", "1"}, {"bob", "2"}, {"cy", "9"}, {"Only there", "70"}, {"Another", "66"}
    };
    List<Staged> staged = new ArrayList<>();
    for (int i = 0; i < records.length; i++) {
      staged.add(
          new Staged(
              id(i + 1),
              keys.ofRecord(List.of(ids(i + 1), text(records[i][0]), number(records[i][1])))));
    }
    runs.stage(lease, run, staged);

    assertThat(runs.match(lease, mapping, run)).isEqualTo(new MatchRuns.Counts(3, 1, 2, 1, 1));
    MatchRuns.Samples samples = runs.samples(run, 5);
    assertThat(samples.matched())
        .extracting(p -> p.row().value() + " " + p.rule())
        .containsExactly("1 0", "2 0", "6 1");
    assertThat(samples.ambiguousRows()).containsExactly(new RowKey("3"), new RowKey("4"));
    assertThat(samples.ambiguousRecords()).containsExactly(id(3));
    assertThat(samples.onlyRows()).containsExactly(new RowKey("5"));
    assertThat(samples.onlyRecords()).containsExactly(id(4));

    runs.note(lease, run, MatchRuns.State.LINKING);
    assertThat(runs.unfinished(mapping.mapping().name())).isPresent();
    Portion first = runs.link(lease, mapping, run, 0, 2);
    assertThat(first).isEqualTo(new Portion(2, 2, true));
    assertThat(runs.link(lease, mapping, run, 0, 2).done()).as("again").isZero();
    assertThat(runs.link(lease, mapping, run, 2, 2)).isEqualTo(new Portion(4, 1, false));
    assertThat(database.links().rows(mapping, List.of(id(1), id(2), id(3), id(5)))).hasSize(3);
    assertThat(database.pullQueue().count(mapping.mapping().name())).isEqualTo(3);
    assertThat(
            list(
                "SELECT concat(record_id, ' ', reason) FROM "
                    + access().own("pull_queue")
                    + " ORDER BY record_id"))
        .as("the records of the links, and no others")
        .containsExactly(id(1) + " ASKED", id(2) + " ASKED", id(5) + " ASKED");
    assertThat(list("SELECT row_key FROM " + access().own("outbox"))).isEmpty();

    assertThat(runs.undo(lease, mapping, run, 0, 10)).isEqualTo(new Portion(10, 3, false));
    assertThat(database.links().rows(mapping, List.of(id(1), id(2), id(5)))).isEmpty();
    assertThat(list("SELECT count(*) FROM contact")).containsExactly("6");
    database.leases().release(lease);
  }
}
