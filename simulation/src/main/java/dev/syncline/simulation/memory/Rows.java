package dev.syncline.simulation.memory;

import dev.syncline.engine.database.ClaimedRow.Orphan;
import dev.syncline.engine.database.MergeCase.CurrentRow;
import dev.syncline.engine.database.MergeDecision.ColumnValue;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.Relation;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Rows of one mapping as values of its bindings, read and written under our own mark. */
final class Rows {
  private final Store store;
  private final ResolvedMapping mapping;
  private final MappingState state;
  private final Table table;

  Rows(Store store, ResolvedMapping mapping) {
    this.store = store;
    this.mapping = mapping;
    this.state = store.state(mapping);
    this.table = store.tableOf(mapping);
  }

  Table table() {
    return table;
  }

  MappingState state() {
    return state;
  }

  Optional<CurrentRow> find(RowKey key) {
    return table
        .row(key)
        .map(columns -> new CurrentRow(key, values(key, columns), orphans(key).keySet()));
  }

  private List<Value> values(RowKey key, Map<ColumnName, Value> columns) {
    var values = new ArrayList<Value>();
    for (FieldBinding binding : mapping.bindings()) {
      Value held = columns.getOrDefault(binding.column().name(), Value.NULL);
      values.add(
          switch (binding.kind()) {
            case Kind.Direct _, Kind.TypeName _, Kind.Computed _, Kind.Derived _ -> held;
            case Kind.Related related -> related(columns, related);
            case Kind.LocalKey(MappingName parent) -> parentRecord(key, binding, parent, held);
          });
    }
    return values;
  }

  private Value related(Map<ColumnName, Value> columns, Kind.Related related) {
    Relation relation = related.relation();
    Value reference = columns.getOrDefault(relation.through().name(), Value.NULL);
    Optional<RowKey> key = Table.keyOf(reference);
    Table other = store.table(relation.table()).orElseThrow();
    return key.isEmpty()
        ? Value.NULL
        : other
            .row(key.get())
            .map(row -> row.getOrDefault(related.value().name(), Value.NULL))
            .orElseGet(() -> relation.missing(new Value.Text(key.get().value())));
  }

  /** The parent's record; one that is waited for counts as long as the column is empty. */
  private Value parentRecord(RowKey key, FieldBinding binding, MappingName parent, Value held) {
    Optional<RecordId> record =
        Table.keyOf(held)
            .flatMap(store.state(parent)::link)
            .map(Link::id)
            .or(() -> awaited(key, binding, held));
    return record.<Value>map(id -> new Value.Text(id.value())).orElse(Value.NULL);
  }

  private Optional<RecordId> awaited(RowKey key, FieldBinding binding, Value held) {
    return held instanceof Value.Null
        ? state
            .link(key)
            .map(link -> state.waiting.getOrDefault(link.id(), Map.of()))
            .map(fields -> fields.get(binding.field().name()))
        : Optional.empty();
  }

  /** The references of a row to rows without a record, by the number of the binding. */
  Map<Integer, Orphan> orphans(RowKey key) {
    var orphans = new TreeMap<Integer, Orphan>();
    Map<ColumnName, Value> columns = table.row(key).orElse(Map.of());
    for (int i = 0; i < mapping.bindings().size(); i++) {
      FieldBinding binding = mapping.bindings().get(i);
      if (binding.kind() instanceof Kind.LocalKey(MappingName parent)) {
        Value held = columns.getOrDefault(binding.column().name(), Value.NULL);
        MappingState of = store.state(parent);
        int number = i;
        Table.keyOf(held)
            .filter(row -> of.link(row).isEmpty())
            .ifPresent(row -> orphans.put(number, orphan(of, parent, row)));
      }
    }
    return orphans;
  }

  private static Orphan orphan(MappingState of, MappingName parent, RowKey row) {
    Entry entry = of.outbox.get(row);
    boolean parked = entry != null && entry.state == OutboxEntry.State.PARKED;
    return new Orphan(parent, row, entry != null, parked);
  }

  /** Every value of a planned write as columns to write; what is not pulled is left out. */
  List<ColumnValue> columns(List<Value> values) {
    var columns = new ArrayList<ColumnValue>();
    for (int i = 0; i < values.size(); i++) {
      if (mapping.bindings().get(i).direction().pulls()) {
        columns.add(new ColumnValue(i, values.get(i)));
      }
    }
    return columns;
  }

  /**
   * Writes values into a row, made if it is not there. No trigger looks.
   *
   * @param record whose references wait where the parent has no row
   * @return whether anything differs from before
   */
  boolean write(RowKey key, RecordId record, List<ColumnValue> columns) {
    Map<ColumnName, Value> before = table.row(key).orElse(Map.of());
    var after = new HashMap<>(before);
    after.put(table.keyColumn(), table.keyValue(key));
    for (ColumnValue column : columns) {
      FieldBinding binding = mapping.bindings().get(column.binding());
      after.put(binding.column().name(), held(record, binding, column.value()));
    }
    table.put(key, after);
    return !after.equals(before);
  }

  /** Why the database would refuse these values: another row has one that is unique. */
  Optional<Problem> refusal(Optional<RowKey> row, List<ColumnValue> columns) {
    for (ColumnValue column : columns) {
      FieldBinding binding = mapping.bindings().get(column.binding());
      ColumnName name = binding.column().name();
      boolean unique = table.description().uniqueColumns().contains(name);
      if (unique && !(column.value() instanceof Value.Null)) {
        List<RowKey> others =
            Captured.referring(table, name, column.value()).stream()
                .filter(k -> row.filter(k::equals).isEmpty())
                .toList();
        if (!others.isEmpty()) {
          return Optional.of(
              new Problem(
                  "ROW-DUPLICATE",
                  ErrorClass.DATA,
                  "Rows " + others + " have the value of " + name + " already",
                  "Change one of them"));
        }
      }
    }
    return Optional.empty();
  }

  private Value held(RecordId record, FieldBinding binding, Value value) {
    return switch (binding.kind()) {
      case Kind.Direct _, Kind.TypeName _, Kind.Computed _, Kind.Derived _, Kind.Related _ -> value;
      case Kind.LocalKey(MappingName parent) -> localKey(record, binding, parent, value);
    };
  }

  private Value localKey(RecordId record, FieldBinding binding, MappingName parent, Value value) {
    FieldName field = binding.field().name();
    stopWaiting(record, field);
    if (!(value instanceof Value.Text(String id))) {
      return Value.NULL;
    }
    RecordId parentRecord = RecordId.of(id);
    Optional<Value> key = keyOf(parent, parentRecord);
    if (key.isEmpty()) {
      state.waiting.computeIfAbsent(record, _ -> new LinkedHashMap<>()).put(field, parentRecord);
    }
    return key.orElse(Value.NULL);
  }

  /** The key of a parent's row as a column holds it; empty if there is no such row. */
  Optional<Value> keyOf(MappingName parent, RecordId record) {
    MappingState of = store.state(parent);
    if (of.mapping == null) {
      return Optional.empty();
    }
    Table parents = store.tableOf(of.mapping);
    return of.link(record).map(Link::row).filter(parents::has).map(parents::keyValue);
  }

  void stopWaiting(RecordId record, FieldName field) {
    Map<FieldName, RecordId> fields = state.waiting.get(record);
    if (fields != null) {
      fields.remove(field);
      if (fields.isEmpty()) {
        state.waiting.remove(record);
      }
    }
  }

  /** A row without a link that holds the record's id or external id. */
  Optional<CurrentRow> lookalike(RecordId record, List<Value> values) {
    for (int i = 0; i < mapping.bindings().size(); i++) {
      FieldBinding binding = mapping.bindings().get(i);
      Optional<Value> wanted = identifying(binding, record, values.get(i));
      if (wanted.isPresent()) {
        Optional<RowKey> found =
            Captured.referring(table, binding.column().name(), wanted.get()).stream()
                .filter(key -> state.link(key).isEmpty())
                .findFirst();
        if (found.isPresent()) {
          return find(found.get());
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Value> identifying(FieldBinding binding, RecordId record, Value value) {
    FieldName field = binding.field().name();
    if (field.value().equals("Id") && binding.kind() instanceof Kind.Direct) {
      return Optional.of(new Value.Text(record.value()));
    }
    boolean isKey = mapping.mapping().rules().key().filter(field::equals).isPresent();
    return isKey && !(value instanceof Value.Null) ? Optional.of(value) : Optional.empty();
  }
}
