package dev.syncline.jdbc.change;

import dev.syncline.engine.database.HistoryEntry;
import dev.syncline.engine.database.MergeCase;
import dev.syncline.engine.database.MergeDecision;
import dev.syncline.engine.database.MergeDecision.ColumnValue;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.history.HistoryTable;
import dev.syncline.jdbc.page.AlterationText;
import dev.syncline.jdbc.page.BaseText;
import dev.syncline.jdbc.page.PageOrder;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.page.ValueText;
import dev.syncline.jdbc.run.Superseded;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Alteration;
import dev.syncline.model.FieldName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.RowWrite;
import dev.syncline.model.Value;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Statements that carry out what was decided about one record. */
final class RowChanges {
  private final Connection connection;
  private final RowWords words;
  private final Dialect dialect;
  private final PageOrder order;
  private final HistoryTable history;
  private final List<FieldBinding> bindings;

  RowChanges(Connection connection, RowWords words, PageOrder order, HistoryTable history) {
    this.connection = connection;
    this.words = words;
    this.dialect = words.dialect();
    this.order = order;
    this.history = history;
    this.bindings = words.layout().mapping().bindings();
  }

  /** The key of the row that a record is linked with. */
  Optional<String> linkedRow(RecordId record) throws SQLException {
    return Sql.first(
        connection,
        dialect.sql("SELECT row_key FROM {link} WHERE mapping_id = ? AND record_id = ?"),
        row -> row.getString(1),
        words.mappingId(),
        record.value());
  }

  /** Writes row, link and history, and ends the outbox entry if that is decided. */
  void change(MergeCase mergeCase, MergeDecision.Change change, RowWrite.Put put)
      throws SQLException {
    String row = RecordMerger.rowOf(mergeCase).map(RowKey::value).orElseThrow();
    if (!change.columns().isEmpty()) {
      new RowValues(connection, words).write(change.columns(), row);
    }
    link(mergeCase, change, put, row);
    for (ColumnValue column : change.columns()) {
      await(put.id(), column, row);
    }
    if (!words.checkNow().isEmpty()) {
      Sql.execute(connection, words.checkNow());
    }
    if (change.endsPending() && !words.layout().mapping().holdsBack()) {
      endPending(mergeCase, row);
    }
    lose(mergeCase, change.losses());
    Set<FieldName> written = new HashSet<>();
    change.columns().forEach(c -> written.add(bindings.get(c.binding()).field().name()));
    for (Alteration alteration : put.alterations()) {
      if (written.contains(alteration.field())) {
        tell(mergeCase, HistoryEntry.Event.ALTERED, AlterationText.of(alteration));
      }
    }
  }

  private void tell(MergeCase mergeCase, HistoryEntry.Event event, String detail)
      throws SQLException {
    history.add(
        connection,
        words.mappingId(),
        Optional.of(mergeCase.inbound().id()),
        RecordMerger.rowOf(mergeCase),
        event,
        detail);
  }

  /** What was agreed of fields that are out of service stays. */
  private String base(MergeCase mergeCase, MergeDecision.Change change) {
    List<Optional<Value>> values = new ArrayList<>(change.base());
    List<FieldBinding> remembered = words.layout().mapping().remembered();
    for (int i = values.size(); i < remembered.size(); i++) {
      int number = i;
      values.add(mergeCase.link().flatMap(link -> link.base().get(number)));
    }
    return BaseText.write(remembered, values);
  }

  private void link(MergeCase mergeCase, MergeDecision.Change change, RowWrite.Put put, String row)
      throws SQLException {
    String base = base(mergeCase, change);
    Object stamp = dialect.moment(put.systemModstamp());
    String record = put.id().value();
    if (mergeCase.link().isEmpty()) {
      String insert =
          dialect.sql(
              """
              INSERT INTO {link} (mapping_id, record_id, row_key, base, system_modstamp, seen_run,
                                  read_token)
              VALUES (?, ?, ?, %s, ?, ?, ?)
              """
                  .formatted(words.baseParameter()));
      String key = newKey(change.columns()).orElse(row);
      Sql.update(
          connection,
          insert,
          words.mappingId(),
          record,
          key,
          base,
          stamp,
          order.run(),
          order.token());
      return;
    }
    note(mergeCase, change, record);
    String turn = change.columns().isEmpty() ? "" : ", " + turn();
    Optional<String> key = newKey(change.columns());
    List<@Nullable Object> parameters = new ArrayList<>(List.of(base, stamp, order.token()));
    key.ifPresent(parameters::add);
    parameters.add(words.mappingId());
    parameters.add(record);
    String update =
        dialect.sql(
            "UPDATE {link} SET base = %s, system_modstamp = ?, read_token = ?%s%s"
                    .formatted(words.baseParameter(), turn, key.isPresent() ? ", row_key = ?" : "")
                + " WHERE mapping_id = ? AND record_id = ?");
    Sql.update(connection, update, parameters.toArray());
  }

  /** Notes the base before it is replaced by another. */
  private void note(MergeCase mergeCase, MergeDecision.Change change, String record)
      throws SQLException {
    boolean writes = !change.columns().isEmpty();
    boolean same =
        mergeCase
            .link()
            .filter(l -> l.base().subList(0, change.base().size()).equals(change.base()))
            .isPresent();
    if (order.watch().run().isKept() && (writes || !same)) {
      String note = writes ? Superseded.WRITTEN : Superseded.AGREED;
      long run = order.watch().run().number();
      Sql.update(connection, dialect.sql(note + "k.record_id = ?"), run, words.mappingId(), record);
    }
  }

  /** The row's new key, where a field is mapped to it that has changed. */
  private Optional<String> newKey(List<ColumnValue> columns) {
    return columns.stream()
        .filter(
            c ->
                bindings
                    .get(c.binding())
                    .column()
                    .name()
                    .equals(words.layout().mapping().rowKey().name()))
        .findFirst()
        .flatMap(c -> Optional.ofNullable(ValueText.of(c.value(), words.forms())));
  }

  /** Counts how often the sides have answered each other without a rest of ten minutes. */
  private String turn() {
    return """
    turns = CASE WHEN turned_at > %s
                 THEN turns + CASE WHEN turn_side = 'pull' THEN 0 ELSE 1 END ELSE 1 END,
    turned_at = %s, turn_side = 'pull'
    """
        .formatted(dialect.millisFromNow().replace("?", "(-600000)"), dialect.now());
  }

  /** Notes a reference that waits for its parent, or that it no longer does. */
  private void await(RecordId record, ColumnValue column, String row) throws SQLException {
    FieldBinding binding = bindings.get(column.binding());
    if (!(binding.kind() instanceof Kind.LocalKey)) {
      return;
    }
    String field = binding.field().name().value();
    long mappingId = words.mappingId();
    Sql.update(
        connection,
        dialect.sql(
            "DELETE FROM {waiting_reference} WHERE mapping_id = ? AND record_id = ? AND field = ?"),
        mappingId,
        record.value(),
        field);
    if (!(column.value() instanceof Value.Text(String parent))) {
      return;
    }
    boolean linked =
        Sql.first(
                connection,
                dialect.sql("SELECT 1 FROM {link} WHERE mapping_id = ? AND record_id = ?"),
                found -> true,
                words.parentId(binding),
                parent)
            .isPresent();
    if (!linked) {
      List<Object> values =
          new ArrayList<>(
              List.of(mappingId, record.value(), field, words.parentId(binding), parent));
      if (words.waitsByRow()) {
        values.add(row);
      }
      Sql.update(
          connection,
          dialect.sql(
              "INSERT INTO {waiting_reference} (mapping_id, record_id, field, parent_mapping_id,"
                  + " parent_record_id"
                  + (words.waitsByRow() ? ", row_key) VALUES (?, ?, ?, ?, ?, ?)" : ")")
                  + (words.waitsByRow() ? "" : " VALUES (?, ?, ?, ?, ?)")),
          values.toArray());
    }
  }

  /** Takes the row's outbox entry away, if the row has not changed since it was read. */
  void endPending(MergeCase mergeCase, String row) throws SQLException {
    if (mergeCase.pending().isPresent()) {
      Sql.update(
          connection,
          dialect.sql(
              """
              DELETE FROM {outbox}
              WHERE mapping_id = ? AND row_key = ? AND version = ? AND state <> 'CLAIMED'
                AND NOT (state = 'WAITING' AND waits_row_key IS NULL)
              """),
          words.mappingId(),
          row,
          mergeCase.pending().get().version());
    }
  }

  /** Keeps the values that gave way. */
  void lose(MergeCase mergeCase, List<MergeDecision.Loss> losses) throws SQLException {
    for (MergeDecision.Loss loss : losses) {
      String detail =
          "{\"field\":%s,\"side\":%s,\"lost\":%s,\"kept\":%s}"
              .formatted(
                  text(loss.field().value()),
                  text(loss.side().name()),
                  BaseText.write(loss.lost()),
                  BaseText.write(loss.kept()));
      tell(mergeCase, HistoryEntry.Event.CONFLICT, detail);
    }
  }

  static String detail(Problem problem) {
    return "{\"code\":%s,\"message\":%s}".formatted(text(problem.code()), text(problem.message()));
  }

  private static String text(String value) {
    return BaseText.write(new Value.Text(value));
  }

  /** The row is to become a new record: its link goes, and its entry is ready. */
  void recreate(MergeCase mergeCase, RecordId record) throws SQLException {
    for (String table : List.of("{waiting_reference}", "{parked}", "{link}")) {
      Sql.update(
          connection,
          dialect.sql("DELETE FROM " + table + " WHERE mapping_id = ? AND record_id = ?"),
          words.mappingId(),
          record.value());
    }
    new RowAccess(connection, words).bury(List.of(record), order.token());
    Optional<RowKey> row = RecordMerger.rowOf(mergeCase);
    if (row.isPresent()) {
      Sql.update(
          connection,
          dialect.sql(
              """
              UPDATE {outbox} SET state = 'READY', available_at = %s, attempts = 0
              WHERE mapping_id = ? AND row_key = ? AND state <> 'CLAIMED'
              """
                  .formatted(dialect.now())),
          words.mappingId(),
          row.get().value());
    }
  }
}
