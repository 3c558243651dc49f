package dev.syncline.engine.merge;

import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.MergeCase;
import dev.syncline.engine.database.MergeCase.CurrentRow;
import dev.syncline.engine.database.MergeCase.Inbound;
import dev.syncline.engine.database.MergeCase.Pending;
import dev.syncline.engine.database.MergeDecision;
import dev.syncline.engine.database.MergeDecision.ColumnValue;
import dev.syncline.engine.database.MergeDecision.Loss;
import dev.syncline.engine.database.MergeDecision.Side;
import dev.syncline.engine.database.MergeRule;
import dev.syncline.engine.database.PullQueue.Reason;
import dev.syncline.engine.form.RowForm;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.engine.value.FieldForm;
import dev.syncline.model.RowWrite;
import dev.syncline.model.Triggers;
import dev.syncline.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives a row all that its record holds, whatever the base and the policies say: for people who
 * know that the record is right. What gives way stands in the history. Pure.
 */
public final class ForcedMerge implements MergeRule {
  private final List<FieldBinding> bindings;
  private final RecordMerge usual;

  public ForcedMerge(ResolvedMapping mapping) {
    this.bindings = mapping.bindings();
    this.usual = new RecordMerge(mapping, Triggers.ALL);
  }

  /**
   * What becomes of the record: a push that is under way is waited for, and a record that is
   * deleted or does not fit is treated as ever. Triggers do not count: somebody has asked.
   */
  @Override
  public MergeDecision decide(MergeCase mergeCase) {
    boolean inFlight = mergeCase.pending().filter(Pending::inFlight).isPresent();
    if (!inFlight
        && mergeCase.inbound() instanceof Inbound.Here(PlannedChange.Write(RowWrite.Put put))
        && mergeCase.link().isPresent()
        && !RecordMerge.isOlder(mergeCase)) {
      return linked(mergeCase, mergeCase.link().get(), put);
    }
    return usual.decide(mergeCase);
  }

  private MergeDecision linked(MergeCase mergeCase, LinkedRecord link, RowWrite.Put put) {
    if (link.writtenToken() > mergeCase.token()) {
      return new MergeDecision.Defer(Reason.STALE_READ);
    }
    return mergeCase.row().isPresent()
        ? overwritten(mergeCase, link, mergeCase.row().get(), put)
        : new MergeDecision.Insert(mergeCase.pending().isPresent());
  }

  private MergeDecision overwritten(
      MergeCase mergeCase, LinkedRecord link, CurrentRow row, RowWrite.Put put) {
    var columns = new ArrayList<ColumnValue>();
    var base = new ArrayList<Optional<Value>>();
    var losses = new ArrayList<Loss>();
    boolean pushes = false;
    for (int i = 0; i < bindings.size(); i++) {
      FieldBinding binding = bindings.get(i);
      if (!binding.direction().pulls()) {
        Optional<Value> agreed = link.base().get(i);
        base.add(agreed);
        pushes = pushes || agreed.isEmpty() || !isInRow(i, row, agreed.get());
        continue;
      }
      Value record = FieldForm.ofRecord(binding.field(), put.fields().get(i));
      base.add(Optional.of(record));
      if (!isInRow(i, row, record)) {
        Value current = row.values().get(i);
        columns.add(new ColumnValue(i, put.values().get(i)));
        losses.add(new Loss(binding.field().name(), Side.DATABASE, current, record));
      }
    }
    return new MergeDecision.Change(
        Optional.empty(), columns, base, losses, mergeCase.pending().isPresent() && !pushes);
  }

  /** Whether the row holds a value; what a parent without a record comes to is not known. */
  private boolean isInRow(int i, CurrentRow row, Value wanted) {
    if (row.orphans().contains(i)) {
      return false;
    }
    List<Value> known = List.of(wanted);
    return RowForm.of(bindings.get(i), row.values().get(i), known)
        .held()
        .filter(held -> FieldForm.same(held, wanted))
        .isPresent();
  }
}
