package dev.syncline.engine.undo;

import dev.syncline.engine.database.Overwritten;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.ChangeReader;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.org.WriteBatch;
import dev.syncline.engine.org.WriteRoute;
import dev.syncline.engine.value.FieldForm;
import dev.syncline.model.FieldType;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordResult;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes records back whose values a push wrote over: in the org, so that the next pull has it. */
final class UndoneRecords {
  private final Org org;
  private final ResolvedMapping mapping;
  private final List<FieldBinding> bindings;
  private final RecordQuery query;

  UndoneRecords(Org org, ResolvedMapping mapping) {
    this.org = org;
    this.mapping = mapping;
    this.bindings = mapping.bindings();
    this.query =
        new RecordQuery(mapping.object().name(), mapping.readFields(), Optional.empty(), List.of());
  }

  /** Changes of one record go one after the other, each in a batch of its own. */
  void restore(List<Overwritten> page, boolean writes, UndoTally tally) {
    List<Overwritten> rest = page;
    Map<RecordId, Map<Integer, Value>> would = new HashMap<>();
    while (!rest.isEmpty()) {
      var batch = new ArrayList<Overwritten>();
      var later = new ArrayList<Overwritten>();
      Set<RecordId> taken = new HashSet<>();
      for (Overwritten change : rest) {
        (taken.add(change.record()) ? batch : later).add(change);
      }
      restoreBatch(batch, writes, would, tally);
      rest = later;
    }
  }

  private void restoreBatch(
      List<Overwritten> batch,
      boolean writes,
      Map<RecordId, Map<Integer, Value>> would,
      UndoTally tally) {
    ChangeReader.Found found =
        org.changes().read(query, batch.stream().map(Overwritten::record).toList());
    Map<RecordId, RecordChange.Present> present = new HashMap<>();
    found.present().forEach(record -> present.put(record.id(), record));
    Map<RecordId, FieldVerdicts> verdicts = new LinkedHashMap<>();
    List<RecordWrite> updates = new ArrayList<>();
    for (Overwritten change : batch) {
      RecordChange.Present record = present.get(change.record());
      if (record == null) {
        tally.gone++;
        continue;
      }
      Map<Integer, Value> changed = would.computeIfAbsent(change.record(), _ -> new HashMap<>());
      FieldVerdicts of = verdicts(change, record, changed);
      tally.touched += of.touched();
      if (of.restores().isEmpty() || !writes) {
        tally.restored(of);
        of.restores().forEach(i -> changed.put(i, before(change, i)));
        continue;
      }
      verdicts.put(change.record(), of);
      updates.add(update(change, of));
    }
    if (!updates.isEmpty()) {
      write(updates, verdicts, tally);
    }
  }

  private FieldVerdicts verdicts(
      Overwritten change, RecordChange.Present record, Map<Integer, Value> changed) {
    List<Value> values = mapping.bound(record.values());
    return FieldVerdicts.of(
        change,
        i ->
            Optional.of(
                changed.containsKey(i)
                    ? changed.get(i)
                    : FieldForm.ofRecord(bindings.get(i).field(), values.get(i))),
        this::isWritable,
        bindings.size());
  }

  private boolean isWritable(int i) {
    FieldBinding binding = bindings.get(i);
    return binding.direction().pushes()
        && binding.field().flags().updateable()
        && binding.field().type() != FieldType.ID;
  }

  private static Value before(Overwritten change, int i) {
    return change.before().get(i).orElse(Value.NULL);
  }

  private RecordWrite update(Overwritten change, FieldVerdicts of) {
    List<FieldWrite> fields = new ArrayList<>();
    for (int i : of.restores()) {
      fields.add(new FieldWrite.Plain(bindings.get(i).field().name(), before(change, i)));
    }
    return new RecordWrite.Update(change.row(), change.record(), fields);
  }

  private void write(
      List<RecordWrite> updates, Map<RecordId, FieldVerdicts> verdicts, UndoTally tally) {
    List<RecordResult> results =
        org.writer().write(new WriteBatch(mapping.object(), WriteRoute.COLLECTIONS, updates));
    var of = List.copyOf(verdicts.values());
    for (int i = 0; i < results.size(); i++) {
      switch (results.get(i)) {
        case RecordResult.Done _ -> tally.restored(of.get(i));
        case RecordResult.Refused refused -> tally.refused(refused.problem());
        case RecordResult.Unanswered lost -> tally.refused(lost.problem());
        case RecordResult.Unprocessed left -> tally.refused(left.problem());
      }
    }
  }
}
