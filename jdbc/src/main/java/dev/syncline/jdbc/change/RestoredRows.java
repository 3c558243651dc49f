package dev.syncline.jdbc.change;

import dev.syncline.engine.database.Changes.Restored;
import dev.syncline.engine.database.Changes.Restoring;
import dev.syncline.engine.database.HistoryEntry;
import dev.syncline.engine.database.MergeCase.CurrentRow;
import dev.syncline.engine.database.MergeDecision.ColumnValue;
import dev.syncline.engine.database.Overwritten;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.jdbc.history.HistoryTable;
import dev.syncline.jdbc.page.BaseText;
import dev.syncline.jdbc.page.Halving;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives rows back what was written over, within the caller's transaction, which carries no mark of
 * ours: for the triggers it is a change of the application.
 */
final class RestoredRows {
  private final Connection connection;
  private final RowWords words;
  private final Restoring restoring;
  private final boolean writes;
  private final RowReader reader;
  private final HistoryTable history;

  RestoredRows(Connection connection, RowWords words, Restoring restoring, boolean writes) {
    this.connection = connection;
    this.words = words;
    this.restoring = restoring;
    this.writes = writes;
    this.reader = new RowReader(connection, words);
    this.history = new HistoryTable(words.dialect());
  }

  List<Restored> restore(List<Overwritten> changes) throws SQLException {
    List<String> keys = changes.stream().map(c -> c.row().value()).distinct().toList();
    var access = new RowAccess(connection, words);
    Set<String> locked = writes ? access.lock(keys) : access.existing(keys);
    Set<String> there = locked.size() == keys.size() ? locked : access.existing(keys);
    Map<String, CurrentRow> rows = new HashMap<>(reader.rows(keys));
    List<Restored> restored = new ArrayList<>();
    for (Overwritten change : changes) {
      String key = change.row().value();
      CurrentRow row = rows.get(key);
      if (row == null || !there.contains(key)) {
        restored.add(Restored.GONE);
      } else if (!locked.contains(key)) {
        restored.add(Restored.BUSY);
      } else {
        restored.add(restore(change, row, rows));
      }
    }
    return restored;
  }

  private Restored restore(Overwritten change, CurrentRow row, Map<String, CurrentRow> rows)
      throws SQLException {
    List<ColumnValue> columns = restoring.columns(change, row);
    if (columns.isEmpty()) {
      return Restored.DONE;
    }
    for (ColumnValue column : columns) {
      if (!hasParent(column)) {
        return Restored.REFUSED;
      }
    }
    if (!writes) {
      rows.put(change.row().value(), with(row, columns));
      return Restored.DONE;
    }
    Savepoint before = connection.setSavepoint();
    try {
      new RowValues(connection, words).write(columns, change.row().value());
      if (!words.checkNow().isEmpty()) {
        Sql.execute(connection, words.checkNow());
      }
      connection.releaseSavepoint(before);
    } catch (SQLException e) {
      boolean isLocked = words.dialect().isLocked(e);
      if (!isLocked && Halving.problemOfRow(e, words.dialect()).isEmpty()) {
        throw e;
      }
      connection.rollback(before);
      connection.releaseSavepoint(before);
      return isLocked ? Restored.BUSY : Restored.REFUSED;
    }
    rows.putAll(reader.rows(List.of(change.row().value())));
    tell(change, columns);
    return Restored.DONE;
  }

  private static CurrentRow with(CurrentRow row, List<ColumnValue> columns) {
    List<Value> values = new ArrayList<>(row.values());
    columns.forEach(c -> values.set(c.binding(), c.value()));
    return new CurrentRow(row.key(), values, row.orphans());
  }

  private boolean hasParent(ColumnValue column) throws SQLException {
    FieldBinding binding = words.layout().mapping().bindings().get(column.binding());
    if (!(binding.kind() instanceof Kind.LocalKey)
        || !(column.value() instanceof Value.Text(String parent))) {
      return true;
    }
    String sql = words.dialect().sql("SELECT 1 FROM {link} WHERE mapping_id = ? AND record_id = ?");
    return Sql.first(connection, sql, row -> true, words.parentId(binding), parent).isPresent();
  }

  private void tell(Overwritten change, List<ColumnValue> columns) throws SQLException {
    String fields =
        columns.stream()
            .map(c -> words.layout().mapping().bindings().get(c.binding()))
            .map(b -> BaseText.write(new Value.Text(b.field().name().value())))
            .collect(Collectors.joining(","));
    history.add(
        connection,
        words.mappingId(),
        Optional.of(change.record()),
        Optional.of(new RowKey(change.row().value())),
        HistoryEntry.Event.RESTORED,
        "{\"run\":%d,\"fields\":[%s]}".formatted(change.run(), fields));
  }
}
