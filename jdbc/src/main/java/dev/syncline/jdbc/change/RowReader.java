package dev.syncline.jdbc.change;

import dev.syncline.engine.database.CompareSession;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.MergeCase;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.jdbc.link.ReferenceSql;
import dev.syncline.jdbc.page.BaseText;
import dev.syncline.jdbc.page.ColumnValues;
import dev.syncline.jdbc.page.RelatedSql;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.sql.Lists;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Column;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads links with their bases, and rows with the values that they have now. */
public final class RowReader {
  private final Connection connection;
  private final RowWords words;
  private final List<FieldBinding> bindings;
  private final List<FieldBinding> remembered;

  /** Reads within the caller's transaction. */
  public RowReader(Connection connection, RowWords words) {
    this.connection = connection;
    this.words = words;
    this.bindings = words.layout().mapping().bindings();
    this.remembered = words.layout().mapping().remembered();
  }

  /** A link and the key of its row. */
  public record Linked(String row, LinkedRecord record) {}

  /** The links of these records. */
  public Map<RecordId, Linked> links(Collection<RecordId> records) throws SQLException {
    Map<RecordId, Linked> links = new HashMap<>();
    for (List<String> piece : Lists.pieces(RowAccess.ids(records))) {
      for (Linked link : links("record_id", piece)) {
        links.put(link.record().id(), link);
      }
    }
    return links;
  }

  /** The link of a row. */
  Optional<Linked> linkOf(RowKey row) throws SQLException {
    return links("row_key", List.of(row.value())).stream().findFirst();
  }

  private List<Linked> links(String column, List<String> values) throws SQLException {
    String sql =
        words
            .dialect()
            .sql(
                """
                SELECT record_id, row_key, base, system_modstamp, read_token, pushed_token,
                       event_token
                FROM {link} WHERE mapping_id = ? AND %s IN (%s)
                """
                    .formatted(column, Lists.marks(values.size())));
    return Sql.list(connection, sql, this::linked, Lists.parameters(values, words.mappingId()));
  }

  private Linked linked(ResultSet row) throws SQLException {
    return new Linked(
        row.getString("row_key"),
        new LinkedRecord(
            new RecordId(row.getString("record_id")),
            BaseText.read(row.getString("base"), remembered),
            words.dialect().instant(row, "system_modstamp"),
            row.getLong("read_token"),
            row.getLong("pushed_token"),
            row.getLong("event_token")));
  }

  /** The rows with these keys. */
  public Map<String, MergeCase.CurrentRow> rows(Collection<String> keys) throws SQLException {
    Map<String, MergeCase.CurrentRow> rows = new HashMap<>();
    for (List<String> piece : Lists.pieces(keys)) {
      String parameters =
          String.join(", ", Collections.nCopies(piece.size(), words.keyParameter()));
      String sql = select() + " WHERE t." + words.key() + " IN (" + parameters + ")";
      for (MergeCase.CurrentRow row : Sql.list(connection, sql, this::row, piece.toArray())) {
        rows.put(row.key().value(), row);
      }
    }
    return rows;
  }

  /** Rows without a link whose column of a binding has the parameter's value, by their keys. */
  List<MergeCase.CurrentRow> unlinked(FieldBinding binding, String value, int max)
      throws SQLException {
    String column = "t." + words.dialect().quote(binding.column().name().value());
    String sql =
        select()
            + words
                .dialect()
                .sql(
                    """
                     WHERE %s = %s AND NOT EXISTS (
                      SELECT 1 FROM {link} l WHERE l.mapping_id = %d AND l.row_key = %s)
                    ORDER BY 1 LIMIT %d
                    """
                        .formatted(
                            column,
                            words.valueParameter(binding),
                            words.mappingId(),
                            words.keyText("t." + words.key()),
                            max));
    return Sql.list(connection, sql, this::row, value);
  }

  /**
   * Links with their rows, in the order of the records' ids.
   *
   * @param key the link's row key, {@code k.row_key}, as the key's column of the table holds it
   */
  public List<CompareSession.LinkedRow> linked(Optional<RecordId> after, int max, String key)
      throws SQLException {
    int read = bindings.stream().mapToInt(ColumnValues::width).sum();
    int behind = 1 + read + references().size();
    String sql =
        columns()
            + words
                .dialect()
                .sql(
                    """
                    , k.record_id, k.row_key FROM (
                      SELECT record_id, row_key FROM {link}
                      WHERE mapping_id = ? AND record_id > ? ORDER BY record_id LIMIT ?) k
                    LEFT JOIN %1$s t ON t.%2$s = %3$s AND %4$s = k.row_key
                    ORDER BY k.record_id
                    """
                        .formatted(
                            words.table(), words.key(), key, words.keyText("t." + words.key())));
    return Sql.list(
        connection,
        sql,
        row ->
            new CompareSession.LinkedRow(
                new RecordId(row.getString(behind + 1)),
                new RowKey(row.getString(behind + 2)),
                row.getString(1) == null ? Optional.empty() : Optional.of(row(row))),
        words.mappingId(),
        after.map(RecordId::value).orElse(""),
        max);
  }

  private String select() {
    return columns() + " FROM " + words.table() + " t";
  }

  private String columns() {
    String row = words.keyText("t." + words.key());
    var columns = new StringBuilder("SELECT ").append(row);
    for (FieldBinding binding : bindings) {
      String column = "t." + words.dialect().quote(binding.column().name().value());
      switch (binding.kind()) {
        case Kind.Direct _, Kind.TypeName _, Kind.Computed _, Kind.Derived _ -> {
          for (Column read : binding.readColumns()) {
            String name = "t." + words.dialect().quote(read.name().value());
            columns.append(", ").append(words.readable(binding.reading(read), name));
          }
        }
        case Kind.Related related ->
            RelatedSql.expressions(
                    words.dialect(),
                    related,
                    name -> words.readable(binding.reading(related.value()), name),
                    words::keyText)
                .forEach(expression -> columns.append(", ").append(expression));
        case Kind.LocalKey _ ->
            columns
                .append(", ")
                .append(
                    words
                        .dialect()
                        .sql(
                            ReferenceSql.recordId(
                                words.mappingId(), row, reference(binding, column))));
      }
    }
    for (FieldBinding binding : references()) {
      String column = "t." + words.dialect().quote(binding.column().name().value());
      columns.append(", ").append(column).append(" IS NOT NULL");
    }
    return columns.toString();
  }

  private ReferenceSql.Reference reference(FieldBinding binding, String column) {
    return new ReferenceSql.Reference(
        binding, words.parentId(binding), column, words.keyText(column));
  }

  private List<FieldBinding> references() {
    return bindings.stream().filter(b -> b.kind() instanceof Kind.LocalKey).toList();
  }

  private MergeCase.CurrentRow row(ResultSet row) throws SQLException {
    List<Value> values = new ArrayList<>(bindings.size());
    Set<Integer> orphans = new HashSet<>();
    int filled = bindings.stream().mapToInt(ColumnValues::width).sum() + 2;
    int place = 2;
    for (FieldBinding binding : bindings) {
      switch (binding.kind()) {
        case Kind.Direct _, Kind.TypeName _, Kind.Derived _, Kind.Computed _, Kind.Related _ -> {
          values.add(ColumnValues.read(row, place, binding));
          place += ColumnValues.width(binding);
        }
        case Kind.LocalKey _ -> {
          String record = row.getString(place++);
          if (row.getBoolean(filled++) && record == null) {
            orphans.add(values.size());
          }
          values.add(record == null ? Value.NULL : new Value.Text(record));
        }
      }
    }
    return new MergeCase.CurrentRow(new RowKey(row.getString(1)), values, orphans);
  }
}
