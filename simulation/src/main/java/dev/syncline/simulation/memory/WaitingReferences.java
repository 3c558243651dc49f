package dev.syncline.simulation.memory;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.ColumnName;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fills references whose parents have arrived meanwhile. */
final class WaitingReferences {
  private final Rows rows;
  private final ResolvedMapping mapping;

  WaitingReferences(Store store, ResolvedMapping mapping) {
    this.rows = new Rows(store, mapping);
    this.mapping = mapping;
  }

  /** All that can be filled, of every mapping: some record was linked. */
  static void resolveAll(Store store) {
    for (MappingState state : store.mappings().values()) {
      ResolvedMapping child = state.mapping;
      if (child != null && !state.waiting.isEmpty()) {
        new WaitingReferences(store, child).resolve(Optional.empty(), state.waiting.lastKey());
      }
    }
  }

  /** Those of records behind one record, up to another. */
  void resolve(Optional<RecordId> after, RecordId last) {
    for (RecordId record : List.copyOf(rows.state().waiting.headMap(last, true).keySet())) {
      if (after.isEmpty() || record.compareTo(after.get()) > 0) {
        resolve(record);
      }
    }
  }

  private void resolve(RecordId record) {
    Optional<RowKey> row = rows.state().link(record).map(Link::row).filter(rows.table()::has);
    if (row.isEmpty() || rows.table().isLocked(row.get())) {
      return;
    }
    Map<FieldName, RecordId> waiting =
        Map.copyOf(rows.state().waiting.getOrDefault(record, Map.of()));
    for (FieldBinding binding : mapping.bindings()) {
      RecordId parent = waiting.get(binding.field().name());
      if (parent != null && binding.kind() instanceof Kind.LocalKey(MappingName of)) {
        rows.keyOf(of, parent).ifPresent(key -> fill(record, row.get(), binding, key));
      }
    }
  }

  /** A column that the application has filled meanwhile keeps what it holds. */
  private void fill(RecordId record, RowKey row, FieldBinding binding, Value key) {
    ColumnName column = binding.column().name();
    var values = new HashMap<>(rows.table().row(row).orElseThrow());
    if (values.getOrDefault(column, Value.NULL) instanceof Value.Null) {
      values.put(column, key);
      rows.table().put(row, values);
    }
    rows.stopWaiting(record, binding.field().name());
  }
}
