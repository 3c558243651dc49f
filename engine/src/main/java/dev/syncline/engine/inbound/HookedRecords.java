package dev.syncline.engine.inbound;

import dev.syncline.engine.hook.Fate;
import dev.syncline.engine.hook.Fate.Going;
import dev.syncline.engine.hook.Fate.Stopped;
import dev.syncline.engine.hook.HookFailedException;
import dev.syncline.engine.hook.HookProblems;
import dev.syncline.engine.hook.MappingHooks;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.engine.pull.PullPlanner;
import dev.syncline.engine.value.FieldForm;
import dev.syncline.model.Field;
import dev.syncline.model.FieldName;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowWrite;
import dev.syncline.model.Value;
import dev.syncline.plugin.HookPoint;
import dev.syncline.plugin.Hooks;
import dev.syncline.plugin.PulledRecord;
import dev.syncline.plugin.PulledValue;
import dev.syncline.plugin.SavedRow;
import dev.syncline.plugin.Saving;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plans records after asking the mapping's hooks about them. What hooks make of a record's values
 * is taken for what Salesforce holds, in rows and in bases alike, so that it is not pushed back as
 * a change of the row.
 */
final class HookedRecords {
  private final ResolvedMapping mapping;
  private final MappingHooks hooks;
  private final PullPlanner planner;
  private final List<FieldName> fields;
  private final SavedColumns saved;

  HookedRecords(ResolvedMapping mapping, MappingHooks hooks) {
    this.mapping = mapping;
    this.hooks = hooks;
    this.planner = new PullPlanner(mapping);
    this.fields = mapping.readFields();
    this.saved = new SavedColumns(mapping);
  }

  /** A record as hooks see it. */
  PulledRecord seen(RecordChange.Present record) {
    Map<FieldName, Value> values = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      values.put(fields.get(i), record.values().get(i));
    }
    return new PulledRecord(record.id(), record.systemModstamp(), values);
  }

  /** Whether records may come at all; at most {@link Hooks#MAX_BATCH}. */
  List<Fate<PulledRecord>> allowed(List<RecordChange.Present> records) {
    return hooks.decide(
        HookPoint.PULL_ALLOWED,
        records.stream().map(this::seen).toList(),
        Hooks::pullAllowed,
        record -> "Record " + record.record());
  }

  /** Plans those that may come; at most {@link Hooks#MAX_BATCH}. */
  List<Fate<PlannedChange>> plans(List<Fate<PulledRecord>> records) {
    List<Fate<PulledRecord>> altered = new ArrayList<>(records);
    hooks.further(
        HookPoint.PULL_VALUES,
        altered,
        Hooks::pullValues,
        (_, record, values) -> new Going<>(changed(record, values)));
    if (hooks.has(HookPoint.PULL_VALUE)) {
      singleValues(altered);
    }
    List<Fate<PlannedChange>> plans = new ArrayList<>();
    for (Fate<PulledRecord> fate : altered) {
      plans.add(
          switch (fate) {
            case Going<PulledRecord>(PulledRecord record) ->
                new Going<>(planner.plan(present(record)));
            case Stopped<PulledRecord> stopped -> new Stopped<>(stopped.problem(), stopped.how());
          });
    }
    if (hooks.has(HookPoint.BEFORE_SAVE)) {
      save(plans);
    }
    return plans;
  }

  private RecordChange.Present present(PulledRecord record) {
    return new RecordChange.Present(
        record.record(), record.systemModstamp(), List.copyOf(record.values().values()));
  }

  private PulledRecord changed(PulledRecord record, Map<FieldName, Value> values) {
    if (values.isEmpty()) {
      return record;
    }
    Map<FieldName, Value> all = new LinkedHashMap<>(record.values());
    values.forEach((name, value) -> all.put(read(name), fitted(name, value)));
    return new PulledRecord(record.record(), record.systemModstamp(), all);
  }

  private FieldName read(FieldName name) {
    return fields.stream()
        .filter(field -> field.value().equalsIgnoreCase(name.value()))
        .findFirst()
        .orElseThrow(
            () ->
                new HookFailedException(
                    "it changes " + name + ", which the mapping does not read"));
  }

  /** In the form in which Salesforce keeps it. */
  private Value fitted(FieldName name, Value value) {
    Field field =
        mapping
            .object()
            .field(read(name).value())
            .orElseThrow(() -> new HookFailedException("the object has no field " + name));
    return FieldForm.ofColumn(field, value)
        .held()
        .orElseThrow(
            () -> new HookFailedException("the value that it sets for " + name + " does not fit"));
  }

  /** Asks about each value by itself; what stops one stops its record. */
  private void singleValues(List<Fate<PulledRecord>> records) {
    List<PulledValue> values = new ArrayList<>();
    for (Fate<PulledRecord> fate : records) {
      if (fate instanceof Going<PulledRecord>(PulledRecord record)) {
        values.addAll(values(record));
      }
    }
    List<Fate<PulledValue>> fates =
        hooks.ask(
            HookPoint.PULL_VALUE,
            values,
            Hooks::pullValue,
            (_, one, value) ->
                new Going<>(
                    new PulledValue(
                        one.record(),
                        one.field(),
                        one.column(),
                        value.equals(one.value()) ? value : fitted(one.field(), value))));
    Map<RecordId, Map<FieldName, Value>> going = new LinkedHashMap<>();
    Map<RecordId, Stopped<PulledRecord>> stopped = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      RecordId id = values.get(i).record();
      switch (fates.get(i)) {
        case Going<PulledValue>(PulledValue now) ->
            going.computeIfAbsent(id, _ -> new LinkedHashMap<>()).put(now.field(), now.value());
        case Stopped<PulledValue> stop ->
            stopped.put(id, new Stopped<>(stop.problem(), stop.how()));
      }
    }
    for (int i = 0; i < records.size(); i++) {
      if (records.get(i) instanceof Going<PulledRecord>(PulledRecord record)) {
        records.set(i, alone(record, going, stopped));
      }
    }
  }

  private static Fate<PulledRecord> alone(
      PulledRecord record,
      Map<RecordId, Map<FieldName, Value>> going,
      Map<RecordId, Stopped<PulledRecord>> stopped) {
    Stopped<PulledRecord> stop = stopped.get(record.record());
    if (stop != null) {
      return stop;
    }
    Map<FieldName, Value> all = new LinkedHashMap<>(record.values());
    all.putAll(going.getOrDefault(record.record(), Map.of()));
    return new Going<>(new PulledRecord(record.record(), record.systemModstamp(), all));
  }

  private List<PulledValue> values(PulledRecord record) {
    List<PulledValue> values = new ArrayList<>();
    for (FieldBinding binding : mapping.bindings()) {
      if (binding.direction().pulls() && binding.hasField()) {
        FieldName name = binding.field().name();
        Value value = record.values().getOrDefault(name, Value.NULL);
        values.add(new PulledValue(record.record(), name, binding.column().name(), value));
      }
    }
    return values;
  }

  private void save(List<Fate<PlannedChange>> plans) {
    List<Integer> places = new ArrayList<>();
    List<Fate<RowWrite.Put>> puts = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      if (plans.get(i) instanceof Going<PlannedChange>(PlannedChange.Write(RowWrite.Put put))) {
        places.add(i);
        puts.add(new Going<>(put));
      }
    }
    hooks.further(
        HookPoint.BEFORE_SAVE,
        puts,
        (h, some) -> h.beforeSave(rows(some)),
        (hook, put, saving) ->
            switch (saving) {
              case Saving.Write(var changed) -> new Going<>(saved.changed(put, changed));
              case Saving.Veto(String reason) ->
                  new Stopped<>(
                      HookProblems.veto(hook, HookPoint.BEFORE_SAVE, "Record " + put.id(), reason),
                      Fate.How.VETOED);
            });
    for (int i = 0; i < places.size(); i++) {
      plans.set(
          places.get(i),
          switch (puts.get(i)) {
            case Going<RowWrite.Put>(RowWrite.Put put) -> new Going<>(new PlannedChange.Write(put));
            case Stopped<RowWrite.Put> stop -> new Stopped<>(stop.problem(), stop.how());
          });
    }
  }

  private List<SavedRow> rows(List<RowWrite.Put> puts) {
    return puts.stream().map(saved::row).toList();
  }
}
