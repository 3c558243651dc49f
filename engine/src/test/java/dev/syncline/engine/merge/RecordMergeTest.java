package dev.syncline.engine.merge;

import static dev.syncline.engine.push.Pushes.link;
import static dev.syncline.engine.push.Pushes.text;
import static dev.syncline.engine.testing.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.MergeCase;
import dev.syncline.engine.database.MergeCase.CurrentRow;
import dev.syncline.engine.database.MergeCase.Inbound;
import dev.syncline.engine.database.MergeCase.Pending;
import dev.syncline.engine.database.MergeDecision;
import dev.syncline.engine.database.MergeDecision.ColumnValue;
import dev.syncline.engine.database.MergeDecision.Loss;
import dev.syncline.engine.database.MergeDecision.Side;
import dev.syncline.engine.database.PullQueue.Reason;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.engine.push.Pushes;
import dev.syncline.model.ConflictPolicy;
import dev.syncline.model.DeleteConflict;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.FieldName;
import dev.syncline.model.RowKey;
import dev.syncline.model.RowWrite;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RecordMergeTest {
  private static final RowKey ROW = new RowKey("7");
  private static final Value PARENT = text(id(9).value());
  private static final Value OTHER = text(id(8).value());
  private static final LinkedRecord LINK = link(id(1), text("k"), text("Base"), PARENT);

  private static RecordMerge merge(ConflictPolicy conflict, DeleteConflict deletes) {
    return new RecordMerge(
        Pushes.contacts(Pushes.rules(true, conflict, deletes, DeletePolicy.DELETE)));
  }

  private static Inbound here(String name, Value parent, Instant stamp) {
    var values = List.of(text("k"), text(name), parent);
    return new Inbound.Here(
        new PlannedChange.Write(new RowWrite.Put(id(1), stamp, values, values)));
  }

  private static Optional<CurrentRow> current(String name, Value parent) {
    return Optional.of(new CurrentRow(ROW, List.of(text("k"), text(name), parent), Set.of()));
  }

  private static Optional<Pending> pending(boolean gone, boolean inFlight) {
    return Optional.of(new Pending(2, gone, inFlight, false, Pushes.THEN));
  }

  private static MergeCase of(
      Inbound inbound,
      Optional<LinkedRecord> link,
      Optional<CurrentRow> row,
      Optional<Pending> pending) {
    return new MergeCase(
        10, inbound, link, Optional.empty(), row, pending, Optional.empty(), false);
  }

  private static MergeDecision decide(ConflictPolicy policy, MergeCase mergeCase) {
    return merge(policy, DeleteConflict.DELETE).decide(mergeCase);
  }

  private static List<Optional<Value>> base(String name, Value parent) {
    return List.of(Optional.of(text("k")), Optional.of(text(name)), Optional.of(parent));
  }

  @ParameterizedTest
  @EnumSource
  void edits_of_different_fields_are_both_kept(ConflictPolicy policy) {
    var decision =
        decide(
            policy,
            of(
                here("Base", OTHER, Pushes.THEN),
                Optional.of(LINK),
                current("Row", PARENT),
                pending(false, false)));

    assertThat(decision)
        .isEqualTo(
            new MergeDecision.Change(
                Optional.empty(),
                List.of(new ColumnValue(2, OTHER)),
                base("Base", OTHER),
                List.of(),
                false));
  }

  @Test
  void a_row_that_refers_to_a_parent_without_a_record_is_not_the_same_as_the_record() {
    var row =
        Optional.of(new CurrentRow(ROW, List.of(text("k"), text("Base"), Value.NULL), Set.of(2)));
    LinkedRecord link = link(id(1), text("k"), text("Base"), Value.NULL);
    var decision =
        decide(
            ConflictPolicy.SALESFORCE,
            of(
                here("Base", Value.NULL, Pushes.THEN),
                Optional.of(link),
                row,
                pending(false, false)));

    assertThat(decision)
        .isEqualTo(
            new MergeDecision.Change(
                Optional.empty(), List.of(), base("Base", Value.NULL), List.of(), false));
  }

  @Test
  void an_emptied_reference_alone_keeps_no_row_alive_whose_record_is_deleted() {
    var gone = new Inbound.Gone(id(1), Optional.empty());
    RecordMerge merge = merge(ConflictPolicy.DATABASE, DeleteConflict.UPDATE);
    var emptied = of(gone, Optional.of(LINK), current("Base", Value.NULL), pending(false, false));
    var renamed = of(gone, Optional.of(LINK), current("New", Value.NULL), pending(false, false));

    assertThat(merge.decide(emptied)).isInstanceOf(MergeDecision.Remove.class);
    assertThat(merge.decide(renamed)).isEqualTo(new MergeDecision.Recreate());
  }

  @Test
  void an_emptied_reference_alone_keeps_no_record_alive_whose_row_is_deleted() {
    RecordMerge merge = merge(ConflictPolicy.DATABASE, DeleteConflict.UPDATE);
    var emptied =
        of(
            here("Base", Value.NULL, Pushes.THEN),
            Optional.of(LINK),
            Optional.empty(),
            pending(true, false));
    var renamed =
        of(
            here("New", Value.NULL, Pushes.THEN),
            Optional.of(LINK),
            Optional.empty(),
            pending(true, false));

    assertThat(merge.decide(emptied)).isEqualTo(new MergeDecision.Skip());
    assertThat(merge.decide(renamed)).isEqualTo(new MergeDecision.Insert(true));
  }

  @Test
  void of_one_field_the_policy_decides_and_the_loser_is_kept() {
    MergeCase both =
        of(
            here("Org", PARENT, Pushes.THEN),
            Optional.of(LINK),
            current("Row", PARENT),
            pending(false, false));

    assertThat(decide(ConflictPolicy.SALESFORCE, both))
        .isEqualTo(
            new MergeDecision.Change(
                Optional.empty(),
                List.of(new ColumnValue(1, text("Org"))),
                base("Org", PARENT),
                List.of(loss(Side.DATABASE, "Row", "Org")),
                true));
    assertThat(decide(ConflictPolicy.DATABASE, both))
        .isEqualTo(
            new MergeDecision.Change(
                Optional.empty(),
                List.of(),
                base("Org", PARENT),
                List.of(loss(Side.SALESFORCE, "Org", "Row")),
                false));
    assertThat(decide(ConflictPolicy.PARK, both)).isInstanceOf(MergeDecision.Park.class);
  }

  private static Loss loss(Side side, String lost, String kept) {
    return new Loss(new FieldName("LastName"), side, text(lost), text(kept));
  }

  @Test
  void the_newest_is_told_by_whole_seconds_and_salesforce_wins_a_tie() {
    MergeCase older =
        of(
            here("Org", PARENT, Pushes.THEN.plusSeconds(1)),
            Optional.of(LINK),
            current("Row", PARENT),
            pending(false, false));
    MergeCase tie =
        of(
            here("Org", PARENT, Pushes.THEN),
            Optional.of(LINK),
            current("Row", PARENT),
            Optional.of(new Pending(2, false, false, false, Pushes.THEN.plusMillis(900))));
    MergeCase newer =
        of(
            here("Org", PARENT, Pushes.THEN),
            Optional.of(LINK),
            current("Row", PARENT),
            Optional.of(new Pending(2, false, false, false, Pushes.THEN.plusSeconds(1))));

    assertThat(columns(decide(ConflictPolicy.NEWEST, older))).hasSize(1);
    assertThat(columns(decide(ConflictPolicy.NEWEST, tie))).hasSize(1);
    assertThat(columns(decide(ConflictPolicy.NEWEST, newer))).isEmpty();
  }

  private static List<ColumnValue> columns(MergeDecision decision) {
    assertThat(decision).isInstanceOf(MergeDecision.Change.class);
    return ((MergeDecision.Change) decision).columns();
  }

  @Test
  void nothing_is_applied_while_a_push_is_in_flight() {
    assertThat(
            decide(
                ConflictPolicy.SALESFORCE,
                of(
                    here("Org", PARENT, Pushes.THEN),
                    Optional.of(LINK),
                    current("Row", PARENT),
                    pending(false, true))))
        .isEqualTo(new MergeDecision.Defer(Reason.PENDING_CHANGE));
  }

  @Test
  void a_reading_from_before_a_push_is_made_again() {
    var pushed = new LinkedRecord(id(1), LINK.base(), LINK.systemModstamp(), 1, 11);

    assertThat(
            decide(
                ConflictPolicy.SALESFORCE,
                of(
                    here("Org", PARENT, Pushes.THEN),
                    Optional.of(pushed),
                    current("Base", PARENT),
                    Optional.empty())))
        .isEqualTo(new MergeDecision.Defer(Reason.STALE_READ));
  }

  @Test
  void an_older_version_never_overwrites_a_newer_one() {
    assertThat(
            decide(
                ConflictPolicy.SALESFORCE,
                of(
                    here("Old", PARENT, Pushes.THEN.minusSeconds(1)),
                    Optional.of(LINK),
                    current("Base", PARENT),
                    Optional.empty())))
        .isEqualTo(new MergeDecision.Skip());
  }

  @Test
  void a_reading_from_before_a_deletion_does_not_bring_the_row_back() {
    var mergeCase =
        new MergeCase(
            10,
            here("Org", PARENT, Pushes.THEN),
            Optional.empty(),
            Optional.of(11L),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);

    assertThat(decide(ConflictPolicy.SALESFORCE, mergeCase)).isEqualTo(new MergeDecision.Skip());
  }

  @Test
  void a_deleted_row_stays_deleted_when_the_record_did_not_change() {
    assertThat(
            decide(
                ConflictPolicy.SALESFORCE,
                of(
                    here("Base", PARENT, Pushes.THEN),
                    Optional.of(LINK),
                    Optional.empty(),
                    pending(true, false))))
        .isEqualTo(new MergeDecision.Skip());
  }

  @Test
  void a_deletion_against_a_change_goes_by_its_policy() {
    MergeCase goneInOrg =
        of(
            new Inbound.Gone(id(1), Optional.empty()),
            Optional.of(LINK),
            current("Row", PARENT),
            pending(false, false));
    MergeCase goneHere =
        of(
            here("Org", PARENT, Pushes.THEN),
            Optional.of(LINK),
            Optional.empty(),
            pending(true, false));

    assertThat(merge(ConflictPolicy.SALESFORCE, DeleteConflict.DELETE).decide(goneInOrg))
        .isEqualTo(
            new MergeDecision.Remove(
                List.of(
                    new Loss(new FieldName("LastName"), Side.DATABASE, text("Row"), Value.NULL))));
    assertThat(merge(ConflictPolicy.SALESFORCE, DeleteConflict.UPDATE).decide(goneInOrg))
        .isEqualTo(new MergeDecision.Recreate());
    assertThat(merge(ConflictPolicy.SALESFORCE, DeleteConflict.PARK).decide(goneInOrg))
        .isInstanceOf(MergeDecision.Park.class);
    assertThat(merge(ConflictPolicy.SALESFORCE, DeleteConflict.DELETE).decide(goneHere))
        .isEqualTo(new MergeDecision.Skip());
    assertThat(merge(ConflictPolicy.SALESFORCE, DeleteConflict.UPDATE).decide(goneHere))
        .isEqualTo(new MergeDecision.Insert(true));
  }
}
