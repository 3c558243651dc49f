package dev.syncline.simulation.memory;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.RowKey;
import dev.syncline.model.TableName;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Carries out statements of the application as triggers would see them. */
final class Captured {
  private final Store store;

  Captured(Store store) {
    this.store = store;
  }

  /** Carries all of them out, or fails before the first. */
  void run(List<ApplicationTransaction.Statement> statements) {
    checkParents(statements);
    for (ApplicationTransaction.Statement statement : statements) {
      switch (statement) {
        case ApplicationTransaction.Statement.Put put -> put(put);
        case ApplicationTransaction.Statement.Delete delete -> {
          Table table = store.table(delete.table()).orElseThrow();
          delete(table, delete.key(), true);
        }
      }
    }
  }

  private void put(ApplicationTransaction.Statement.Put put) {
    Table table = store.table(put.table()).orElseThrow();
    if (!put.isNew() && !table.has(put.key())) {
      return;
    }
    Map<ColumnName, Value> before = table.row(put.key()).orElse(Map.of());
    var after = new HashMap<>(before);
    after.putAll(put.values());
    after.put(table.keyColumn(), table.keyValue(put.key()));
    table.put(put.key(), after);
    captureChange(table, put.key(), before, after);
  }

  private record Place(TableName table, RowKey key) {}

  private void checkParents(List<ApplicationTransaction.Statement> statements) {
    var there = new HashMap<Place, Boolean>();
    for (ApplicationTransaction.Statement statement : statements) {
      switch (statement) {
        case ApplicationTransaction.Statement.Delete delete ->
            there.put(new Place(delete.table(), delete.key()), false);
        case ApplicationTransaction.Statement.Put put -> {
          if (put.isNew()) {
            there.put(new Place(put.table(), put.key()), true);
          }
          checkParents(put, there);
        }
      }
    }
  }

  private void checkParents(ApplicationTransaction.Statement.Put put, Map<Place, Boolean> there) {
    for (ForeignKey foreign : store.table(put.table()).orElseThrow().foreignKeys()) {
      Table parent = store.table(foreign.parent()).orElseThrow();
      Table.keyOf(put.values().getOrDefault(foreign.column(), Value.NULL))
          .filter(k -> !there.getOrDefault(new Place(foreign.parent(), k), parent.has(k)))
          .ifPresent(
              k -> {
                throw Store.failure(
                    "ROW-NO-PARENT", foreign.column() + " " + k + " is not in " + foreign);
              });
    }
  }

  /**
   * Deletes a row, and does to others what their foreign keys say.
   *
   * @param capture whether the deletion itself is captured; what follows from it always is
   * @return whether the row is gone: false when others hold on to it
   */
  boolean delete(Table table, RowKey key, boolean capture) {
    if (!table.has(key)) {
      return true;
    }
    if (isHeldByOthers(table, key)) {
      return false;
    }
    for (Table child : store.tables()) {
      child.foreignKeys().stream()
          .filter(f -> f.parent().equals(table.description().name()))
          .forEach(f -> empty(child, f.column(), table.keyValue(key)));
    }
    table.remove(key);
    if (capture) {
      capture(table, key, true);
    }
    return true;
  }

  private boolean isHeldByOthers(Table table, RowKey key) {
    Value held = table.keyValue(key);
    return store.tables().stream()
        .anyMatch(
            child ->
                child.foreignKeys().stream()
                    .filter(f -> f.parent().equals(table.description().name()))
                    .filter(f -> f.onDelete() == ForeignKey.OnDelete.RESTRICT)
                    .anyMatch(f -> !referring(child, f.column(), held).isEmpty()));
  }

  /** The rows whose column holds a value. */
  static List<RowKey> referring(Table table, ColumnName column, Value value) {
    return table.keys().stream()
        .filter(k -> value.equals(table.row(k).orElseThrow().get(column)))
        .toList();
  }

  private void empty(Table child, ColumnName column, Value held) {
    for (RowKey key : referring(child, column, held)) {
      Map<ColumnName, Value> before = child.row(key).orElseThrow();
      var after = new HashMap<>(before);
      after.put(column, Value.NULL);
      child.put(key, after);
      captureChange(child, key, before, after);
    }
  }

  private void captureChange(
      Table table, RowKey key, Map<ColumnName, Value> before, Map<ColumnName, Value> after) {
    store
        .mappings()
        .values()
        .forEach(
            state -> {
              ResolvedMapping mapping = state.mapping;
              if (mapping == null || !state.captured || !isOf(mapping, table)) {
                return;
              }
              if (before.isEmpty() || differs(mapping, before, after)) {
                enter(state, key, false);
              }
            });
  }

  /** Enters a row into the outbox of every mapping of its table that is captured. */
  void capture(Table table, RowKey key, boolean gone) {
    store
        .mappings()
        .values()
        .forEach(
            state -> {
              if (state.captured && isOf(Objects.requireNonNull(state.mapping), table)) {
                enter(state, key, gone);
              }
            });
  }

  /** Notes one change of a row. */
  void enter(MappingState state, RowKey key, boolean gone) {
    Instant now = store.now();
    state
        .outbox
        .computeIfAbsent(key, k -> new Entry(k, now))
        .changed(gone, now, store.nextNumber());
  }

  private static boolean isOf(ResolvedMapping mapping, Table table) {
    return mapping.table().name().equals(table.description().name());
  }

  private static boolean differs(
      ResolvedMapping mapping, Map<ColumnName, Value> before, Map<ColumnName, Value> after) {
    for (FieldBinding binding : mapping.bindings()) {
      for (Column read : binding.readColumns()) {
        Value was = before.getOrDefault(read.name(), Value.NULL);
        Value is = after.getOrDefault(read.name(), Value.NULL);
        if (binding.direction().pushes() && !was.equals(is)) {
          return true;
        }
      }
    }
    return false;
  }
}
