package dev.syncline.jdbc.history;

import dev.syncline.engine.database.History;
import dev.syncline.engine.database.HistoryEntry;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The table {@code history}, within transactions of others. */
public final class HistoryTable {
  private final String insert;
  private final String trimRecord;
  private final String trimRow;

  public HistoryTable(Dialect dialect) {
    insert =
        dialect.sql(
            """
            INSERT INTO {history} (mapping_id, record_id, row_key, event, detail)
            VALUES (?, ?, ?, ?, ?)
            """);
    trimRecord = trim(dialect, "record_id = ?");
    trimRow = trim(dialect, "record_id IS NULL AND row_key = ?");
  }

  /** The subquery stands in another one, as MariaDB reads no table that it deletes from. */
  private static String trim(Dialect dialect, String which) {
    return dialect.sql(
        """
        DELETE FROM {history} WHERE mapping_id = ? AND %1$s AND id <= (
          SELECT edge.id FROM (
            SELECT id FROM {history} WHERE mapping_id = ? AND %1$s
            ORDER BY id DESC LIMIT 1 OFFSET %2$d) edge)
        """
            .formatted(which, History.MAX_PER_RECORD));
  }

  /**
   * Writes an entry, and forgets the oldest one of the record, or of a row without one, beyond the
   * bound.
   */
  public void add(
      Connection connection,
      long mappingId,
      Optional<RecordId> record,
      Optional<RowKey> row,
      HistoryEntry.Event event,
      String detail)
      throws SQLException {
    Sql.update(
        connection,
        insert,
        mappingId,
        record.map(RecordId::value).orElse(null),
        row.map(RowKey::value).orElse(null),
        event.name(),
        detail);
    if (record.isPresent()) {
      String id = record.get().value();
      Sql.update(connection, trimRecord, mappingId, id, mappingId, id);
    } else if (row.isPresent()) {
      String key = row.get().value();
      Sql.update(connection, trimRow, mappingId, key, mappingId, key);
    }
  }
}
