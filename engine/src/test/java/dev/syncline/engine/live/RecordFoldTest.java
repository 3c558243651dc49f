package dev.syncline.engine.live;

import static dev.syncline.engine.testing.Samples.column;
import static dev.syncline.engine.testing.Samples.field;
import static dev.syncline.engine.testing.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.EventPlace;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.PullQueue.Reason;
import dev.syncline.engine.database.SeenLink;
import dev.syncline.engine.live.RecordFold.Result;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.stream.CarriedFields;
import dev.syncline.engine.stream.ChangeType;
import dev.syncline.engine.stream.TextDiff;
import dev.syncline.engine.testing.Samples;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.Mapping;
import dev.syncline.model.RecordChange;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RecordFoldTest {
  private static final Instant READ = Instant.parse("2026-02-03T04:05:06Z");
  private static final FieldName NAME = new FieldName("Name");
  private static final FieldName CITY = new FieldName("City");
  private static final FieldName CHANGED = new FieldName("LastModifiedDate");
  private static final Instant MADE = READ.minusSeconds(3);

  private static FieldBinding binding(String name, FieldType type, Direction direction) {
    return new FieldBinding(
        field(name, type),
        column(name.toLowerCase(Locale.ROOT), new ColumnType.Varchar(80)),
        direction,
        new FieldBinding.Kind.Direct());
  }

  private static ResolvedMapping mapping(Mapping said) {
    return new ResolvedMapping(
        said,
        Samples.object("Account"),
        Samples.table("account"),
        column("id", new ColumnType.Whole(64)),
        List.of(
            binding("Id", FieldType.ID, Direction.PULL),
            binding("Name", FieldType.STRING, Direction.BOTH),
            binding("City", FieldType.STRING, Direction.BOTH),
            binding("Sent", FieldType.STRING, Direction.PUSH)));
  }

  private static final LiveFields FIELDS =
      new LiveFields(mapping(Samples.mapping("accounts", "Account")));

  private static Value text(String text) {
    return new Value.Text(text);
  }

  private static SeenLink link(long pushed, Value... base) {
    var record =
        new LinkedRecord(
            id(1), Arrays.stream(base).map(Optional::of).toList(), READ, 10, pushed, 0);
    return new SeenLink(record, "v", Optional.empty());
  }

  private static final SeenLink LINK =
      link(0, text(id(1).value()), text("Ann"), text("Rom"), text("s"));

  private static Told told(int second, ChangeType type, boolean own, Map<FieldName, Value> values) {
    return new Told(
        new EventPlace(READ.plusSeconds(second), second),
        1,
        type,
        new CarriedFields(values, Set.of(), Map.of()),
        own);
  }

  private static Told update(int second, FieldName field, String value) {
    return told(second, ChangeType.UPDATE, false, Map.of(field, text(value)));
  }

  private static Result fold(Optional<SeenLink> link, Told... events) {
    return new RecordFold(id(1), FIELDS, link)
        .of(Arrays.stream(events).sorted(Told.ORDER).toList());
  }

  private static List<Value> values(Result result) {
    assertThat(result).isInstanceOf(Result.Take.class);
    return ((Result.Take) result).record().values();
  }

  @Test
  void what_an_update_says_is_laid_over_the_base_and_the_rest_stays() {
    Result result = fold(Optional.of(LINK), update(5, NAME, "Eve"));
    assertThat(result)
        .isEqualTo(
            new Result.Take(
                new RecordChange.Present(
                    id(1),
                    READ,
                    List.of(text(id(1).value()), text("Eve"), text("Rom"), Value.NULL)),
                new EventPlace(READ.plusSeconds(5), 5),
                false));
  }

  @Test
  void several_events_of_a_record_become_one_in_the_order_of_their_commits() {
    Result result =
        fold(
            Optional.of(LINK),
            update(7, NAME, "Zoe"),
            update(5, NAME, "Eve"),
            update(6, CITY, "Bonn"),
            update(7, NAME, "Zoe"));
    assertThat(values(result)).contains(text("Zoe"), text("Bonn"));
  }

  @Test
  void an_emptied_field_is_empty_and_a_field_of_no_interest_changes_nothing() {
    Told emptied = told(5, ChangeType.UPDATE, false, Map.of(CITY, Value.NULL));
    assertThat(values(fold(Optional.of(LINK), emptied)).get(2)).isEqualTo(Value.NULL);
    Result other = fold(Optional.of(LINK), update(5, new FieldName("Fax"), "1"));
    assertThat(values(other)).isEqualTo(values(fold(Optional.of(LINK), update(5, NAME, "Ann"))));
  }

  @Test
  void what_was_overtaken_asks_for_nothing() {
    assertThat(fold(Optional.of(LINK), update(-5, NAME, "Old"))).isEqualTo(new Result.Nothing());
  }

  @Test
  void a_create_that_says_all_makes_a_row_and_later_changes_are_part_of_it() {
    Map<FieldName, Value> all =
        Map.of(NAME, text("Ann"), CITY, Value.NULL, CHANGED, new Value.Moment(MADE));
    Result result =
        fold(Optional.empty(), told(1, ChangeType.CREATE, false, all), update(2, CITY, "Bonn"));
    assertThat(values(result))
        .containsExactly(text(id(1).value()), text("Ann"), text("Bonn"), Value.NULL);
    assertThat(((Result.Take) result).record().systemModstamp()).isEqualTo(MADE);
  }

  @Test
  void a_record_of_which_not_all_is_told_is_read() {
    Told lacking = told(1, ChangeType.CREATE, false, Map.of(NAME, text("Ann")));
    assertThat(fold(Optional.empty(), lacking)).isEqualTo(new Result.Read(Reason.UNTOLD));
    assertThat(fold(Optional.empty(), update(1, NAME, "Ann")))
        .isEqualTo(new Result.Read(Reason.UNTOLD));
    Told back = told(1, ChangeType.UNDELETE, false, Map.of(NAME, text("Ann")));
    assertThat(fold(Optional.of(LINK), back)).isEqualTo(new Result.Read(Reason.UNTOLD));
    var unsure = new CarriedFields(Map.of(), Set.of(NAME), Map.of());
    Told vague =
        new Told(new EventPlace(READ.plusSeconds(3), 3), 1, ChangeType.UPDATE, unsure, false);
    assertThat(fold(Optional.of(LINK), vague)).isEqualTo(new Result.Read(Reason.UNTOLD));
  }

  @Test
  void a_difference_that_does_not_come_of_the_base_is_read() {
    var diff = new TextDiff("--- \n+++ 00\n@@ -1 +1 @@\n-Ann\n+Eve");
    var said = new CarriedFields(Map.of(), Set.of(NAME), Map.of(NAME, diff));
    Told vague =
        new Told(new EventPlace(READ.plusSeconds(3), 3), 1, ChangeType.UPDATE, said, false);
    assertThat(fold(Optional.of(LINK), vague)).isEqualTo(new Result.Read(Reason.UNTOLD));
  }

  @Test
  void a_deletion_is_read_whatever_else_was_told() {
    Told gone = told(6, ChangeType.DELETE, false, Map.of());
    assertThat(fold(Optional.of(LINK), update(5, NAME, "Eve"), gone))
        .isEqualTo(new Result.Read(Reason.DELETED));
  }

  @Test
  void our_own_change_brings_what_the_org_added_and_nothing_where_it_differs_from_what_we_sent() {
    SeenLink pushed = link(20, text(id(1).value()), text("Ann"), text("Rom"), text("s"));
    Told echo = told(5, ChangeType.UPDATE, true, Map.of(NAME, text("Ann")));
    assertThat(fold(Optional.of(pushed), echo)).isInstanceOf(Result.Take.class);
    Told other = told(5, ChangeType.UPDATE, true, Map.of(NAME, text("Eve")));
    assertThat(fold(Optional.of(pushed), other)).isEqualTo(new Result.Read(Reason.UNTOLD));
    Told theirs = told(5, ChangeType.UPDATE, false, Map.of(NAME, text("Eve")));
    assertThat(fold(Optional.of(pushed), theirs)).isEqualTo(new Result.Read(Reason.UNTOLD));
  }

  @Test
  void the_event_of_the_create_that_we_sent_tells_what_the_base_lacks() {
    var made =
        new LinkedRecord(
            id(1),
            List.of(Optional.empty(), Optional.of(text("Ann")), Optional.empty(), Optional.empty()),
            Instant.EPOCH,
            0,
            20);
    var link = new SeenLink(made, "v", Optional.empty());
    Map<FieldName, Value> all = Map.of(NAME, text("Ann"), CITY, text("Rom"));
    assertThat(values(fold(Optional.of(link), told(1, ChangeType.CREATE, true, all))))
        .containsExactly(text(id(1).value()), text("Ann"), text("Rom"), Value.NULL);
    assertThat(fold(Optional.of(link), told(1, ChangeType.CREATE, false, all)))
        .isEqualTo(new Result.Read(Reason.UNTOLD));
    Map<FieldName, Value> others = Map.of(NAME, text("Eve"), CITY, text("Rom"));
    assertThat(fold(Optional.of(link), told(1, ChangeType.CREATE, true, others)))
        .isEqualTo(new Result.Read(Reason.UNTOLD));
  }

  @Test
  void a_mapping_with_a_condition_reads_all_its_records() {
    var narrowed =
        new LiveFields(
            mapping(Samples.mapping("accounts", "Account").where(Optional.of("Name != null"))));
    Result result =
        new RecordFold(id(1), narrowed, Optional.of(LINK)).of(List.of(update(5, NAME, "Eve")));
    assertThat(result).isEqualTo(new Result.Read(Reason.UNTOLD));
  }
}
