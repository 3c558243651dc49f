package dev.syncline.jdbc.history;

import dev.syncline.engine.database.History;
import dev.syncline.engine.database.HistoryEntry;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.page.ProblemText;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code history}. */
public final class JdbcHistory implements History {
  private final ConnectionPool pool;
  private final MappingTable mappings;
  private final Dialect dialect;

  public JdbcHistory(ConnectionPool pool, MappingTable mappings) {
    this.pool = pool;
    this.mappings = mappings;
    this.dialect = pool.dialect();
  }

  @Override
  public void vetoed(MappingName mapping, Map<RecordId, Problem> vetoes) {
    var table = new HistoryTable(dialect);
    pool.transact(
        c -> {
          long id = mappings.id(c, mapping);
          for (Map.Entry<RecordId, Problem> veto : vetoes.entrySet()) {
            Optional<RecordId> record = Optional.of(veto.getKey());
            String detail = ProblemText.json(veto.getValue());
            boolean known =
                entries(c, mapping, id, record, Optional.empty(), 1).stream()
                    .map(HistoryEntry::event)
                    .anyMatch(HistoryEntry.Event.VETOED::equals);
            if (!known) {
              table.add(c, id, record, Optional.empty(), HistoryEntry.Event.VETOED, detail);
            }
          }
          return vetoes.size();
        });
  }

  private record Numbered(long id, HistoryEntry entry) {}

  @Override
  public List<HistoryEntry> of(
      MappingName mapping, Optional<RecordId> record, Optional<RowKey> row, int max) {
    return pool.transact(
        c -> {
          Optional<Long> id = mappings.find(c, mapping);
          return id.isEmpty() ? List.of() : entries(c, mapping, id.get(), record, row, max);
        });
  }

  /** Each by its own index; entries that tell of both are in both. */
  private List<HistoryEntry> entries(
      Connection connection,
      MappingName mapping,
      long mappingId,
      Optional<RecordId> record,
      Optional<RowKey> row,
      int max)
      throws SQLException {
    List<Numbered> found = new ArrayList<>();
    if (record.isPresent()) {
      found.addAll(
          list(connection, mapping, mappingId, "record_id = ?", record.get().value(), max));
    }
    if (row.isPresent()) {
      found.addAll(list(connection, mapping, mappingId, "row_key = ?", row.get().value(), max));
    }
    return found.stream()
        .distinct()
        .sorted(Comparator.comparingLong(Numbered::id).reversed())
        .limit(max)
        .map(Numbered::entry)
        .toList();
  }

  private List<Numbered> list(
      Connection connection,
      MappingName mapping,
      long mappingId,
      String which,
      String value,
      int max)
      throws SQLException {
    String sql =
        dialect.sql(
            """
            SELECT id, record_id, row_key, at, event, detail FROM {history}
            WHERE mapping_id = ? AND %s ORDER BY id DESC LIMIT ?
            """
                .formatted(which));
    return Sql.list(connection, sql, r -> numbered(mapping, r), mappingId, value, max);
  }

  private Numbered numbered(MappingName mapping, ResultSet row) throws SQLException {
    @Nullable String record = row.getString("record_id");
    @Nullable String key = row.getString("row_key");
    return new Numbered(
        row.getLong("id"),
        new HistoryEntry(
            dialect.instant(row, "at"),
            mapping,
            Optional.ofNullable(record).map(RecordId::new),
            Optional.ofNullable(key).map(RowKey::new),
            HistoryEntry.Event.valueOf(row.getString("event")),
            row.getString("detail")));
  }
}
