package dev.syncline.simulation.schedule;

import dev.syncline.model.FieldName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import dev.syncline.plugin.Decision;
import dev.syncline.plugin.DeletedRecord;
import dev.syncline.plugin.FieldChanges;
import dev.syncline.plugin.HookPoint;
import dev.syncline.plugin.Hooks;
import dev.syncline.plugin.PulledRecord;
import dev.syncline.plugin.PulledValue;
import dev.syncline.plugin.PushedRow;
import dev.syncline.plugin.SavedRow;
import dev.syncline.plugin.Saving;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Hooks that do what a test says, and remember what they were asked and told. */
final class ScriptedHooks implements Hooks {
  final Set<HookPoint> points = EnumSet.noneOf(HookPoint.class);
  final List<String> told = new CopyOnWriteArrayList<>();
  Function<PushedRow, Decision> push = _ -> Decision.ALLOW;
  Function<PushedRow, FieldChanges> values = _ -> FieldChanges.NONE;
  Function<PushedRow, Optional<RecordId>> record = _ -> Optional.empty();
  Function<PushedRow, Decision> deleteRecord = _ -> Decision.ALLOW;
  Function<PulledRecord, Decision> pull = _ -> Decision.ALLOW;
  Function<PulledRecord, Optional<RowKey>> row = _ -> Optional.empty();
  Function<PulledRecord, Map<FieldName, Value>> pulled = _ -> Map.of();
  Function<PulledValue, Value> value = PulledValue::value;
  Function<SavedRow, Saving> save = _ -> Saving.AS_IT_IS;
  Function<DeletedRecord, Decision> deleteRow = _ -> Decision.ALLOW;

  ScriptedHooks(HookPoint... points) {
    this.points.addAll(List.of(points));
  }

  @Override
  public Set<HookPoint> points() {
    return Set.copyOf(points);
  }

  @Override
  public List<Decision> pushAllowed(List<PushedRow> rows) {
    return rows.stream().map(push).toList();
  }

  @Override
  public List<Optional<RecordId>> pushRecord(List<PushedRow> rows) {
    return rows.stream().map(record).toList();
  }

  @Override
  public List<FieldChanges> pushValues(List<PushedRow> rows) {
    return rows.stream().map(values).toList();
  }

  @Override
  public void pushed(List<PushedRow.Done> rows) {
    rows.forEach(done -> told.add("pushed " + done.row().values()));
  }

  @Override
  public void pushFailed(List<PushedRow.Failed> rows) {
    rows.forEach(failed -> told.add("failed " + failed.problem().code()));
  }

  @Override
  public List<Decision> deleteRecordAllowed(List<PushedRow> rows) {
    return rows.stream().map(deleteRecord).toList();
  }

  @Override
  public List<Decision> pullAllowed(List<PulledRecord> records) {
    return records.stream().map(pull).toList();
  }

  @Override
  public List<Optional<RowKey>> pullRow(List<PulledRecord> records) {
    return records.stream().map(row).toList();
  }

  @Override
  public List<Map<FieldName, Value>> pullValues(List<PulledRecord> records) {
    return records.stream().map(pulled).toList();
  }

  @Override
  public List<Value> pullValue(List<PulledValue> all) {
    return all.stream().map(value).toList();
  }

  @Override
  public List<Saving> beforeSave(List<SavedRow> rows) {
    return rows.stream().map(save).toList();
  }

  @Override
  public List<Decision> deleteRowAllowed(List<DeletedRecord> records) {
    return records.stream().map(deleteRow).toList();
  }
}
