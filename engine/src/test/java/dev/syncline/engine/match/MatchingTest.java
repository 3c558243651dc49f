package dev.syncline.engine.match;

import static dev.syncline.engine.testing.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.RowMatches.Candidate;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.push.Pushes;
import dev.syncline.model.FieldName;
import dev.syncline.model.MatchForm;
import dev.syncline.model.MatchPart;
import dev.syncline.model.MatchRule;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.SyncRules;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MatchingTest {
  private static final ResolvedMapping CONTACTS =
      Pushes.contacts(SyncRules.STANDARD.matching(List.of(rule("Key__c"), rule("LastName"))));
  private static final Matching MATCHING = new Matching(CONTACTS, MatchKeys.of(CONTACTS));
  private static final RowKey ROW = new RowKey("7");

  private static MatchRule rule(String field) {
    return new MatchRule(
        List.of(new MatchPart(new FieldName(field), MatchForm.FOLD, Optional.empty())));
  }

  private static List<Optional<String>> keys(String first, String second) {
    return List.of(
        Optional.of(first).filter(k -> !k.isEmpty()),
        Optional.of(second).filter(k -> !k.isEmpty()));
  }

  private static FoundRecord record(int number, List<Optional<String>> keys) {
    return new FoundRecord(id(number), keys, Optional.empty());
  }

  private static Candidate row(String key, List<Optional<String>> keys) {
    return new Candidate(new RowKey(key), "", keys, Optional.empty(), true);
  }

  private static Candidate linked(String key, List<Optional<String>> keys, RecordId record) {
    return new Candidate(new RowKey(key), "", keys, Optional.of(record), false);
  }

  private static String problem(Match<?> match) {
    assertThat(match).isInstanceOf(Match.Unclear.class);
    return ((Match.Unclear<?>) match).problem().code()
        + " "
        + ((Match.Unclear<?>) match).problem().message();
  }

  @Test
  void one_record_and_one_row_are_the_same() {
    List<Optional<String>> keys = keys("a", "ann");

    assertThat(MATCHING.ofRow(ROW, keys, List.of(record(1, keys)), List.of(row("7", keys))))
        .isEqualTo(new Match.Same<>(id(1)));
    assertThat(MATCHING.ofRecord(id(1), keys, List.of(row("7", keys)), List.of(record(1, keys))))
        .isEqualTo(new Match.Same<>(ROW));
  }

  @Test
  void the_first_rule_by_which_anything_is_found_decides() {
    List<Optional<String>> own = keys("a", "ann");
    FoundRecord byFirst = record(1, keys("a", "eve"));
    FoundRecord bySecond = record(2, keys("", "ann"));

    assertThat(MATCHING.ofRow(ROW, own, List.of(bySecond, byFirst), List.of()))
        .isEqualTo(new Match.Same<>(id(1)));
    assertThat(MATCHING.ofRow(ROW, own, List.of(bySecond), List.of()))
        .isEqualTo(new Match.Same<>(id(2)));
  }

  @Test
  void several_are_parked_with_their_names() {
    List<Optional<String>> keys = keys("a", "");

    assertThat(
            problem(
                MATCHING.ofRow(ROW, keys, List.of(record(1, keys), record(2, keys)), List.of())))
        .startsWith("MATCH-AMBIGUOUS")
        .contains("row 7", id(1).value(), id(2).value(), "Key__c");
    assertThat(
            problem(
                MATCHING.ofRecord(id(1), keys, List.of(row("7", keys), row("8", keys)), List.of())))
        .startsWith("MATCH-AMBIGUOUS")
        .contains("7, 8");
  }

  @Test
  void a_record_that_another_row_is_by_the_same_or_an_earlier_rule_is_not_taken() {
    FoundRecord found = record(1, keys("a", "ann"));
    List<Optional<String>> own = keys("", "ann");

    assertThat(problem(MATCHING.ofRow(ROW, own, List.of(found), List.of(row("8", keys("a", ""))))))
        .startsWith("MATCH-AMBIGUOUS")
        .contains("rows 8");
    assertThat(
            problem(
                MATCHING.ofRecord(id(2), own, List.of(row("7", keys("a", "ann"))), List.of(found))))
        .contains("records " + id(1));
  }

  @Test
  void what_is_linked_already_makes_no_second_one() {
    List<Optional<String>> keys = keys("a", "");
    var taken = new FoundRecord(id(1), keys, Optional.of(new RowKey("8")));

    assertThat(problem(MATCHING.ofRow(ROW, keys, List.of(taken), List.of())))
        .startsWith("MATCH-TAKEN")
        .contains("linked with row 8");
    assertThat(
            problem(MATCHING.ofRecord(id(2), keys, List.of(linked("8", keys, id(1))), List.of())))
        .startsWith("MATCH-TAKEN")
        .contains("linked with record " + id(1));
  }

  @Test
  void of_several_free_and_linked_ones_the_free_one_counts() {
    List<Optional<String>> keys = keys("a", "");

    assertThat(
            MATCHING.ofRecord(
                id(2), keys, List.of(linked("8", keys, id(1)), row("9", keys)), List.of()))
        .isEqualTo(new Match.Same<>(new RowKey("9")));
  }

  @Test
  void of_rows_that_are_alike_one_becomes_a_record_first() {
    List<Optional<String>> keys = keys("a", "");
    List<Candidate> both = List.of(row("7", keys), row("8", keys));

    assertThat(MATCHING.ofRow(ROW, keys, List.of(), both)).isEqualTo(new Match.New<>());
    assertThat(MATCHING.ofRow(new RowKey("8"), keys, List.of(), both))
        .isEqualTo(new Match.Later<>());
  }

  @Test
  void without_keys_nothing_is_alike() {
    List<Optional<String>> none = keys("", "");

    assertThat(MATCHING.ofRow(ROW, none, List.of(record(1, none)), List.of(row("8", none))))
        .isEqualTo(new Match.New<>());
    assertThat(MATCHING.ofRecord(id(1), none, List.of(row("8", none)), List.of()))
        .isEqualTo(new Match.New<>());
  }
}
