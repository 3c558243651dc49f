package dev.syncline.simulation.memory;

import dev.syncline.engine.mapping.FedColumns;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.util.List;
import java.util.Map;

/**
 * What triggers notice whoever writes: changes of rows whose columns are pushed with others, and of
 * columns that are pulled and of which fields are made.
 */
record Noticing(Store store) {
  /** A row has other values than before; without any it was not there, or is not any more. */
  void changed(
      Table table, RowKey key, Map<ColumnName, Value> before, Map<ColumnName, Value> after) {
    for (MappingState state : store.mappings().values()) {
      ResolvedMapping mapping = state.mapping;
      if (mapping == null || !state.captured) {
        continue;
      }
      related(state, mapping, table, key, before, after);
      boolean own = mapping.table().name().equals(table.description().name());
      boolean noticed =
          before.isEmpty()
              ? FedColumns.inNewRows(mapping)
              : differs(FedColumns.of(mapping), before, after);
      if (own && !after.isEmpty() && noticed) {
        new Captured(store).enter(state, key, false);
      }
    }
  }

  private static void related(
      MappingState state,
      ResolvedMapping mapping,
      Table table,
      RowKey key,
      Map<ColumnName, Value> before,
      Map<ColumnName, Value> after) {
    mapping
        .relations()
        .forEach(
            (relation, values) -> {
              boolean changed =
                  before.isEmpty() || after.isEmpty() || differs(values, before, after);
              if (changed && relation.table().equals(table.description().name())) {
                state.relatedChanges.add(new MappingState.RelatedChange(relation, key));
              }
            });
  }

  private static boolean differs(
      List<Column> columns, Map<ColumnName, Value> before, Map<ColumnName, Value> after) {
    return columns.stream()
        .map(Column::name)
        .anyMatch(
            c -> !before.getOrDefault(c, Value.NULL).equals(after.getOrDefault(c, Value.NULL)));
  }
}
