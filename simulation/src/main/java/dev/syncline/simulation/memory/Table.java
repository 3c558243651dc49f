package dev.syncline.simulation.memory;

import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.RowKey;
import dev.syncline.model.TableDescription;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The committed rows of one table, and who holds which. */
final class Table {
  private final TableDescription description;
  private final List<ForeignKey> foreignKeys;
  private final TreeMap<RowKey, Map<ColumnName, Value>> rows = new TreeMap<>();
  private final Map<RowKey, ApplicationTransaction> locks = new HashMap<>();
  private final Noticing noticing;
  private long lastKey;

  Table(TableDescription description, List<ForeignKey> foreignKeys, Noticing noticing) {
    this.description = description;
    this.foreignKeys = List.copyOf(foreignKeys);
    this.noticing = noticing;
  }

  TableDescription description() {
    return description;
  }

  List<ForeignKey> foreignKeys() {
    return foreignKeys;
  }

  ColumnName keyColumn() {
    return description.primaryKey().getFirst();
  }

  List<RowKey> keys() {
    return List.copyOf(rows.keySet());
  }

  boolean has(RowKey key) {
    return rows.containsKey(key);
  }

  Optional<Map<ColumnName, Value>> row(RowKey key) {
    return Optional.ofNullable(rows.get(key)).map(Map::copyOf);
  }

  /** A key that no row has had; keys count up, or are texts that do. */
  RowKey nextKey() {
    return new RowKey(Long.toString(++lastKey));
  }

  /** The key as the key column, or a column that refers to it, holds it. */
  Value keyValue(RowKey key) {
    Column column = description.column(keyColumn().value()).orElseThrow();
    return column.type() instanceof ColumnType.Whole
        ? new Value.Numeric(new BigDecimal(key.value()))
        : new Value.Text(key.value());
  }

  /** The key that such a value names. */
  static Optional<RowKey> keyOf(Value value) {
    return switch (value) {
      case Value.Null _ -> Optional.empty();
      case Value.Text text -> Optional.of(new RowKey(text.text()));
      case Value.Numeric numeric -> Optional.of(new RowKey(numeric.number().toPlainString()));
      case Value.Bool _, Value.Day _, Value.Moment _, Value.TimeOfDay _, Value.Compound _ ->
          throw new IllegalArgumentException("No key is a " + value);
    };
  }

  void put(RowKey key, Map<ColumnName, Value> values) {
    Map<ColumnName, Value> before = row(key).orElse(Map.of());
    rows.put(key, Map.copyOf(values));
    noticing.changed(this, key, before, values);
  }

  void remove(RowKey key) {
    Map<ColumnName, Value> before = row(key).orElse(Map.of());
    rows.remove(key);
    noticing.changed(this, key, before, Map.of());
  }

  boolean isLocked(RowKey key) {
    return locks.containsKey(key);
  }

  boolean isLockedByAnother(RowKey key, ApplicationTransaction transaction) {
    ApplicationTransaction holder = locks.get(key);
    return holder != null && holder != transaction;
  }

  void lock(RowKey key, ApplicationTransaction transaction) {
    locks.put(key, transaction);
  }

  void unlock(ApplicationTransaction transaction) {
    locks.values().removeIf(holder -> holder == transaction);
  }
}
