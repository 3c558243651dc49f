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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ForcedMergeTest {
  private static final RowKey ROW = new RowKey("7");
  private static final Value PARENT = text(id(9).value());
  private static final LinkedRecord LINK = link(id(1), text("k"), text("Base"), PARENT);
  private static final ForcedMerge MERGE =
      new ForcedMerge(
          Pushes.contacts(
              Pushes.rules(
                  true, ConflictPolicy.DATABASE, DeleteConflict.PARK, DeletePolicy.DELETE)));

  private static MergeCase of(
      LinkedRecord link, Optional<CurrentRow> row, Optional<Pending> pending) {
    var values = List.of(text("k"), text("Base"), PARENT);
    var here =
        new Inbound.Here(
            new PlannedChange.Write(new RowWrite.Put(id(1), Pushes.THEN, values, values)));
    return new MergeCase(
        10, here, Optional.of(link), Optional.empty(), row, pending, Optional.empty(), false);
  }

  private static Optional<CurrentRow> row(String name, Set<Integer> orphans) {
    Value parent = orphans.isEmpty() ? PARENT : Value.NULL;
    return Optional.of(new CurrentRow(ROW, List.of(text("k"), text(name), parent), orphans));
  }

  private static Optional<Pending> pending(boolean gone, boolean inFlight) {
    return Optional.of(new Pending(2, gone, inFlight, false, Pushes.THEN));
  }

  @Test
  void the_row_takes_what_the_record_holds_although_the_base_says_nothing_changed() {
    var decision = MERGE.decide(of(LINK, row("Row", Set.of()), pending(false, false)));

    assertThat(decision)
        .isEqualTo(
            new MergeDecision.Change(
                Optional.empty(),
                List.of(new ColumnValue(1, text("Base"))),
                List.of(Optional.of(text("k")), Optional.of(text("Base")), Optional.of(PARENT)),
                List.of(
                    new Loss(new FieldName("LastName"), Side.DATABASE, text("Row"), text("Base"))),
                true));
  }

  @Test
  void a_row_that_holds_it_all_loses_nothing_and_one_with_a_parent_without_record_does() {
    var same =
        (MergeDecision.Change) MERGE.decide(of(LINK, row("Base", Set.of()), Optional.empty()));
    var orphan =
        (MergeDecision.Change) MERGE.decide(of(LINK, row("Base", Set.of(2)), Optional.empty()));

    assertThat(same.columns()).isEmpty();
    assertThat(same.losses()).isEmpty();
    assertThat(orphan.columns()).containsExactly(new ColumnValue(2, PARENT));
  }

  @Test
  void a_deleted_row_is_made_again_and_its_deletion_is_not_carried() {
    assertThat(MERGE.decide(of(LINK, Optional.empty(), pending(true, false))))
        .isEqualTo(new MergeDecision.Insert(true));
  }

  @Test
  void a_push_under_way_or_after_the_reading_is_waited_for() {
    var pushed = new LinkedRecord(id(1), LINK.base(), Pushes.THEN, 1, 11);

    assertThat(MERGE.decide(of(LINK, row("Row", Set.of()), pending(false, true))))
        .isEqualTo(new MergeDecision.Defer(Reason.PENDING_CHANGE));
    assertThat(MERGE.decide(of(pushed, row("Row", Set.of()), Optional.empty())))
        .isEqualTo(new MergeDecision.Defer(Reason.STALE_READ));
  }

  @Test
  void a_later_reading_holds_against_an_older_forced_one() {
    var outread = new LinkedRecord(id(1), LINK.base(), Pushes.THEN, 11, 0);

    assertThat(MERGE.decide(of(outread, row("Row", Set.of()), Optional.empty())))
        .isEqualTo(new MergeDecision.Skip());
  }
}
