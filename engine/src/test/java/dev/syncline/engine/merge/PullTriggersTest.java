package dev.syncline.engine.merge;

import static dev.syncline.engine.push.Pushes.link;
import static dev.syncline.engine.push.Pushes.text;
import static dev.syncline.engine.testing.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.MergeCase;
import dev.syncline.engine.database.MergeCase.CurrentRow;
import dev.syncline.engine.database.MergeCase.Inbound;
import dev.syncline.engine.database.MergeDecision;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.engine.push.Pushes;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Operation;
import dev.syncline.model.Problem;
import dev.syncline.model.RowKey;
import dev.syncline.model.RowWrite;
import dev.syncline.model.Scope;
import dev.syncline.model.SyncRules;
import dev.syncline.model.Triggers;
import dev.syncline.model.Value;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PullTriggersTest {
  private static final LinkedRecord LINK = link(id(1), text("k"), text("Base"), Value.NULL);
  private static final CurrentRow ROW =
      new CurrentRow(new RowKey("7"), List.of(text("k"), text("Base"), Value.NULL), Set.of());
  private static final MergeDecision SKIP = new MergeDecision.Skip();

  private static ResolvedMapping carrying(Operation... operations) {
    Set<Operation> pull = EnumSet.noneOf(Operation.class);
    pull.addAll(Set.of(operations));
    SyncRules usual = SyncRules.STANDARD;
    return Pushes.contacts(
        new SyncRules(
            usual.key(),
            usual.conflict(),
            usual.deleteConflict(),
            usual.onRowDelete(),
            usual.changeDate(),
            usual.timing(),
            Scope.of(new Triggers(pull, Triggers.ALL.push()))));
  }

  private static MergeCase of(
      Optional<LinkedRecord> link, Optional<CurrentRow> row, Optional<CurrentRow> lookalike) {
    var values = List.of(text("k"), text("New"), Value.NULL);
    var put = new RowWrite.Put(id(1), Pushes.THEN, values, values);
    return of(new PlannedChange.Write(put), link, row, lookalike);
  }

  private static MergeCase of(
      PlannedChange change,
      Optional<LinkedRecord> link,
      Optional<CurrentRow> row,
      Optional<CurrentRow> lookalike) {
    return new MergeCase(
        10,
        new Inbound.Here(change),
        link,
        Optional.empty(),
        row,
        Optional.empty(),
        lookalike,
        false);
  }

  @Test
  void a_new_record_makes_no_row_where_creates_are_not_carried() {
    var known = of(Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(new RecordMerge(carrying(Operation.UPDATE)).decide(known)).isEqualTo(SKIP);
    assertThat(new RecordMerge(carrying(Operation.CREATE)).decide(known))
        .isEqualTo(new MergeDecision.Insert(false));
  }

  @Test
  void a_record_finds_the_row_that_is_its_own_even_where_creates_are_not_carried() {
    var known = of(Optional.empty(), Optional.empty(), Optional.of(ROW));

    assertThat(new RecordMerge(carrying(Operation.UPDATE)).decide(known))
        .isInstanceOf(MergeDecision.Change.class);
  }

  @Test
  void a_changed_record_leaves_row_and_base_where_updates_are_not_carried() {
    var known = of(Optional.of(LINK), Optional.of(ROW), Optional.empty());

    assertThat(new RecordMerge(carrying(Operation.CREATE)).decide(known)).isEqualTo(SKIP);
    assertThat(new RecordMerge(carrying(Operation.UPDATE)).decide(known))
        .isInstanceOf(MergeDecision.Change.class);
  }

  @Test
  void a_row_that_is_gone_is_not_made_again_where_creates_are_not_carried() {
    var known = of(Optional.of(LINK), Optional.empty(), Optional.empty());

    assertThat(new RecordMerge(carrying(Operation.UPDATE)).decide(known)).isEqualTo(SKIP);
  }

  @Test
  void a_record_that_is_not_carried_is_not_parked_either() {
    var misfit =
        new PlannedChange.Park(id(1), new Problem("ROW-TEXT", ErrorClass.DATA, "too long", "-"));

    assertThat(
            new RecordMerge(carrying(Operation.UPDATE))
                .decide(of(misfit, Optional.empty(), Optional.empty(), Optional.empty())))
        .isEqualTo(SKIP);
  }

  @Test
  void a_forced_pull_brings_what_triggers_leave() {
    var known = of(Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(new ForcedMerge(carrying()).decide(known))
        .isEqualTo(new MergeDecision.Insert(false));
  }
}
