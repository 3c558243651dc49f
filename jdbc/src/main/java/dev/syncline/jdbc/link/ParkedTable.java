package dev.syncline.jdbc.link;

import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/** Changes of parked records outside of pages. */
public final class ParkedTable {
  private final String forget;
  private final String park;
  private final String forgetRange;

  public ParkedTable(Dialect dialect) {
    forget = dialect.sql("DELETE FROM {parked} WHERE mapping_id = ? AND record_id = ?");
    park =
        dialect.sql(
            """
            INSERT INTO {parked} (mapping_id, record_id, code, error_class, message, action)
            VALUES (?, ?, ?, ?, ?, ?)
            """);
    forgetRange =
        dialect.sql(
            """
            DELETE FROM {parked}
            WHERE mapping_id = ? AND code = ? AND record_id > ? AND record_id <= ?
              AND record_id NOT IN (
            """
                + LinkTable.ARRIVED
                + ")");
  }

  /** Forgets records; how many were parked. */
  public long forget(Connection connection, long mappingId, Collection<RecordId> records)
      throws SQLException {
    long forgotten = 0;
    for (RecordId record : records) {
      forgotten += forget(connection, mappingId, record);
    }
    return forgotten;
  }

  /**
   * Forgets that a record was parked.
   *
   * @return 1 if it was, else 0
   */
  public int forget(Connection connection, long mappingId, RecordId record) throws SQLException {
    return Sql.update(connection, forget, mappingId, record.value());
  }

  /** Parks a record with its reason, in place of any reason before. */
  public void park(Connection connection, long mappingId, RecordId record, Problem problem)
      throws SQLException {
    Sql.update(connection, forget, mappingId, record.value());
    Sql.update(
        connection,
        park,
        mappingId,
        record.value(),
        problem.code(),
        problem.errorClass().name(),
        problem.message(),
        problem.action());
  }

  /**
   * Forgets the records of a range that were parked with this code and hold no reference any more
   * that could be filled.
   *
   * @param from the id that the range lies behind
   * @param last the last id of the range
   */
  public void forgetFilled(
      Connection connection, long mappingId, String code, String from, RecordId last)
      throws SQLException {
    Sql.update(
        connection,
        forgetRange,
        mappingId,
        code,
        from,
        last.value(),
        mappingId,
        from,
        last.value());
  }
}
