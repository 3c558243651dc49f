package dev.syncline.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.compare.Difference.Kind;
import dev.syncline.engine.database.Comparisons.Loose;
import dev.syncline.engine.database.Comparisons.Outgoing;
import dev.syncline.engine.database.Comparisons.Standing;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.Links;
import dev.syncline.engine.database.MergeCase.CurrentRow;
import dev.syncline.engine.database.Watermark;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.testing.Samples;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.Mapping;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Fields: Name is pulled, Phone is pushed, Email goes both ways. */
final class JudgeTest {
  private static final RecordId RECORD = Samples.id(1);
  private static final RowKey ROW = new RowKey("7");
  private static final Instant OLD = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant POLLED = Instant.parse("2026-01-02T00:00:00Z");
  private static final Judge.Look LOOK =
      new Judge.Look(100, Optional.of(Watermark.at(POLLED)), POLLED, false);

  private static ResolvedMapping mapping(Direction direction) {
    Mapping said = Samples.mapping("account", "Account");
    Mapping turned =
        new Mapping(
            said.name(),
            said.org(),
            said.object(),
            said.database(),
            said.table(),
            false,
            said.where(),
            said.recordTypes(),
            false,
            said.fields(),
            direction,
            said.onDelete(),
            said.rowKey(),
            said.rules());
    List<FieldBinding> bindings =
        Stream.of(
                binding("Name", Direction.PULL),
                binding("Phone", Direction.PUSH),
                binding("Email", Direction.BOTH))
            .filter(
                b ->
                    direction == Direction.BOTH
                        || b.direction() == direction
                        || b.direction() == Direction.BOTH)
            .map(b -> direction == Direction.BOTH ? b : toward(b, direction))
            .toList();
    return new ResolvedMapping(
        turned,
        Samples.object("Account"),
        Samples.table("account"),
        Samples.column("id", new ColumnType.Whole(64)),
        bindings);
  }

  private static FieldBinding toward(FieldBinding binding, Direction direction) {
    return new FieldBinding(binding.field(), binding.column(), direction, binding.kind());
  }

  private static FieldBinding binding(String field, Direction direction) {
    Column column =
        Samples.column(field.toLowerCase(java.util.Locale.ROOT), new ColumnType.LongText());
    return new FieldBinding(
        Samples.field(field, FieldType.STRING), column, direction, new FieldBinding.Kind.Direct());
  }

  private static final ResolvedMapping BOTH = mapping(Direction.BOTH);

  private static Verdict judge(ResolvedMapping mapping, Sight sight, Standing standing) {
    return new Judge(mapping, new ComparedFields(mapping))
        .ofRecord(sight, standing, LOOK, Optional.empty());
  }

  private static Value text(String value) {
    return new Value.Text(value);
  }

  private static Sight here(Instant stamp, String... values) {
    return new Sight.Here(
        new RecordChange.Present(RECORD, stamp, Stream.of(values).map(JudgeTest::text).toList()));
  }

  private static Links.Linked link(long readToken, long pushedToken, String... base) {
    return new Links.Linked(
        ROW,
        new LinkedRecord(
            RECORD,
            Stream.of(base).map(v -> Optional.of(text(v))).toList(),
            OLD,
            readToken,
            pushedToken));
  }

  private static Optional<CurrentRow> row(String... values) {
    return Optional.of(
        new CurrentRow(ROW, Stream.of(values).map(JudgeTest::text).toList(), Set.of()));
  }

  private static Standing standing(Links.Linked link, Optional<CurrentRow> row) {
    return new Standing(RECORD, Optional.of(link), row, Outgoing.NOTHING, false, false);
  }

  private static Difference difference(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Differs.class);
    return ((Verdict.Differs) verdict).difference();
  }

  @Test
  void blanks_at_the_ends_are_no_difference() {
    Verdict verdict =
        judge(
            BOTH,
            here(OLD, "A", "1", "e"),
            standing(link(1, 1, "A", "1", "e"), row("A ", "1", " e")));

    assertThat(verdict).isInstanceOf(Verdict.Agrees.class);
  }

  @Test
  void a_pulled_field_that_was_changed_in_the_row_takes_the_record_s_value_again() {
    Difference found =
        difference(
            judge(
                BOTH,
                here(OLD, "A", "1", "e"),
                standing(link(1, 1, "A", "1", "e"), row("X", "1", "e"))));

    assertThat(found.kind()).isEqualTo(Kind.FIELD_DIFFERS);
    assertThat(found.way()).isEqualTo(Direction.PULL);
    assertThat(found.fields())
        .containsExactly(
            new Difference.FieldDifference(
                new FieldName("Name"), text("A"), Optional.of(text("X"))));
    assertThat(found.repair())
        .isEqualTo(
            new Repair.Agree(
                link(1, 1, "A", "1", "e"),
                Map.of(new FieldName("Name"), text("X")),
                Optional.of(RECORD),
                Optional.empty()));
  }

  @Test
  void a_pushed_field_that_was_changed_in_the_record_takes_the_row_s_value_again() {
    Difference found =
        difference(
            judge(
                BOTH,
                here(OLD, "A", "9", "e"),
                standing(link(1, 1, "A", "1", "e"), row("A", "1", "e"))));

    assertThat(found.way()).isEqualTo(Direction.PUSH);
    assertThat(found.repair())
        .isEqualTo(
            new Repair.Agree(
                link(1, 1, "A", "1", "e"),
                Map.of(new FieldName("Phone"), text("9")),
                Optional.empty(),
                Optional.of(ROW)));
  }

  @Test
  void a_field_that_goes_both_ways_is_carried_from_the_side_that_left_the_base() {
    Links.Linked link = link(1, 1, "A", "1", "e");
    Difference recordChanged =
        difference(judge(BOTH, here(OLD, "A", "1", "new"), standing(link, row("A", "1", "e"))));
    Difference rowChanged =
        difference(judge(BOTH, here(OLD, "A", "1", "e"), standing(link, row("A", "1", "new"))));
    Difference bothChanged =
        difference(judge(BOTH, here(OLD, "A", "1", "one"), standing(link, row("A", "1", "two"))));

    assertThat(recordChanged.repair())
        .isEqualTo(new Repair.Agree(link, Map.of(), Optional.of(RECORD), Optional.empty()));
    assertThat(rowChanged.repair())
        .isEqualTo(new Repair.Agree(link, Map.of(), Optional.empty(), Optional.of(ROW)));
    assertThat(bothChanged.repair())
        .isEqualTo(new Repair.Agree(link, Map.of(), Optional.empty(), Optional.of(ROW)));
  }

  @Test
  void what_queues_hold_or_a_later_look_settled_is_in_flight() {
    Sight sight = here(OLD, "A", "1", "e");
    Links.Linked link = link(1, 1, "A", "1", "e");
    Optional<CurrentRow> row = row("X", "1", "e");

    assertThat(
            judge(
                BOTH,
                sight,
                new Standing(RECORD, Optional.of(link), row, Outgoing.ON_ITS_WAY, false, false)))
        .isEqualTo(new Verdict.InFlight(Direction.PUSH));
    assertThat(
            judge(
                BOTH,
                sight,
                new Standing(RECORD, Optional.of(link), row, Outgoing.NOTHING, true, false)))
        .isEqualTo(new Verdict.InFlight(Direction.PULL));
    assertThat(judge(BOTH, sight, standing(link(101, 1, "A", "1", "e"), row)))
        .isEqualTo(new Verdict.InFlight(Direction.PULL));
    assertThat(judge(BOTH, sight, standing(link(1, 101, "A", "1", "e"), row)))
        .isEqualTo(new Verdict.InFlight(Direction.PUSH));
    assertThat(judge(BOTH, here(POLLED, "B", "1", "e"), standing(link, row("A", "1", "e"))))
        .isEqualTo(new Verdict.InFlight(Direction.PULL));
  }

  @Test
  void what_is_set_aside_is_counted_apart() {
    Links.Linked link = link(1, 1, "A", "1", "e");

    assertThat(
            judge(
                BOTH,
                here(OLD, "A", "1", "e"),
                new Standing(
                    RECORD,
                    Optional.of(link),
                    row("A", "1", "much too long"),
                    Outgoing.PARKED,
                    false,
                    false)))
        .isEqualTo(new Verdict.Parked(Direction.PUSH));
    assertThat(
            judge(
                BOTH,
                here(OLD, "A", "1", "e"),
                new Standing(
                    RECORD, Optional.empty(), Optional.empty(), Outgoing.NOTHING, false, true)))
        .isEqualTo(new Verdict.Parked(Direction.PULL));
  }

  @Test
  void a_record_without_a_row_is_pulled_unless_the_mapping_only_pushes() {
    var alone =
        new Standing(RECORD, Optional.empty(), Optional.empty(), Outgoing.NOTHING, false, false);

    Difference found = difference(judge(BOTH, here(OLD, "A", "1", "e"), alone));
    assertThat(found.kind()).isEqualTo(Kind.MISSING_HERE);
    assertThat(found.repair()).isEqualTo(new Repair.Pull(RECORD));
    assertThat(judge(mapping(Direction.PUSH), here(OLD, "1", "e"), alone))
        .isInstanceOf(Verdict.Agrees.class);
  }

  @Test
  void a_row_that_nobody_deleted_comes_back_and_only_a_pushing_mapping_deletes_the_record() {
    Links.Linked link = link(1, 1, "A", "1", "e");
    Difference both =
        difference(judge(BOTH, here(OLD, "A", "1", "e"), standing(link, Optional.empty())));
    Difference pushing =
        difference(
            judge(
                mapping(Direction.PUSH),
                here(OLD, "1", "e"),
                standing(link(1, 1, "1", "e"), Optional.empty())));

    assertThat(both.kind()).isEqualTo(Kind.MISSING_HERE);
    assertThat(both.repair()).isEqualTo(new Repair.Pull(RECORD));
    assertThat(both.repair().deletes()).isFalse();
    assertThat(pushing.repair()).isEqualTo(new Repair.Push(ROW, true));
    assertThat(pushing.repair().deletes()).isTrue();
  }

  @Test
  void a_record_that_is_nowhere_was_hard_deleted_and_one_in_the_bin_is_the_poll_s() {
    Standing linked = standing(link(1, 1, "A", "1", "e"), row("A", "1", "e"));

    Difference hard = difference(judge(BOTH, new Sight.Nowhere(), linked));
    assertThat(hard.kind()).isEqualTo(Kind.HARD_DELETED);
    assertThat(hard.repair()).isEqualTo(new Repair.Remove(RECORD, true));
    assertThat(difference(judge(BOTH, new Sight.Gone(), linked)).kind()).isEqualTo(Kind.DELETED);
    var early = new Judge.Look(100, Optional.of(Watermark.at(OLD)), POLLED, false);
    assertThat(
            new Judge(BOTH, new ComparedFields(BOTH))
                .ofRecord(new Sight.Gone(), linked, early, Optional.empty()))
        .isEqualTo(new Verdict.InFlight(Direction.PULL));
    assertThat(judge(BOTH, new Sight.OutOfScope(), linked)).isInstanceOf(Verdict.OutOfScope.class);
  }

  @Test
  void a_link_is_wrong_where_another_row_holds_the_record_s_key() {
    Verdict verdict =
        new Judge(BOTH, new ComparedFields(BOTH))
            .ofRecord(
                here(OLD, "A", "1", "e"),
                standing(link(1, 1, "A", "1", "e"), row("A", "1", "other")),
                LOOK,
                Optional.of(new RowKey("8")));

    assertThat(difference(verdict).kind()).isEqualTo(Kind.WRONG_LINK);
    assertThat(difference(verdict).repair()).isEqualTo(new Repair.Relink(RECORD, Optional.of(ROW)));
  }

  @Test
  void a_row_without_a_record_is_pushed_unless_it_claims_one_that_has_a_row() {
    var judge = new Judge(BOTH, new ComparedFields(BOTH));
    CurrentRow row = row("A", "1", "e").orElseThrow();

    assertThat(difference(judge.ofRow(new Loose(row, Outgoing.NOTHING), Optional.empty())).repair())
        .isEqualTo(new Repair.Push(ROW, false));
    Difference copy =
        difference(judge.ofRow(new Loose(row, Outgoing.NOTHING), Optional.of(RECORD)));
    assertThat(copy.kind()).isEqualTo(Kind.DUPLICATED_LINK);
    assertThat(copy.repair()).isInstanceOf(Repair.Ask.class);
    assertThat(judge.ofRow(new Loose(row, Outgoing.ON_ITS_WAY), Optional.empty()))
        .isEqualTo(new Verdict.InFlight(Direction.PUSH));
  }
}
