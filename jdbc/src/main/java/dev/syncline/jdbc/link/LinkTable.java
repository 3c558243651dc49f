package dev.syncline.jdbc.link;

import dev.syncline.engine.database.MappingCounts;
import dev.syncline.engine.database.ParkedRecord;
import dev.syncline.engine.hook.HookProblems;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Questions about links, parked records and waiting references. */
public final class LinkTable {
  /**
   * The records of a range that wait for a parent which has arrived. Parameters: mapping, the id
   * that the range lies behind, its last id.
   */
  static final String ARRIVED =
      """
      SELECT w.record_id FROM {waiting_reference} w
      JOIN {link} parent ON parent.mapping_id = w.parent_mapping_id
        AND parent.record_id = w.parent_record_id
      WHERE w.mapping_id = ? AND w.record_id > ? AND w.record_id <= ?
      """;

  private final Dialect dialect;

  public LinkTable(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Linked records that the run did not meet, in order of their ids, behind a given one. The first
   * run of a mapping has met all there are; no link is looked at then.
   */
  public List<RecordId> unseen(
      Connection connection, long mappingId, long run, Optional<RecordId> after, int max)
      throws SQLException {
    String sql =
        dialect.sql(
            """
            SELECT record_id FROM {link}
            WHERE mapping_id = ? AND record_id > ? AND seen_run <> ?
              AND (SELECT COUNT(*) FROM {refresh_run} WHERE mapping_id = ?) > 1
            ORDER BY record_id LIMIT ?
            """);
    String from = after.map(RecordId::value).orElse("");
    return Sql.list(
        connection,
        sql,
        row -> new RecordId(row.getString(1)),
        mappingId,
        from,
        run,
        mappingId,
        max);
  }

  /** The last record of every so many waiting references, and the very last, in their order. */
  public List<RecordId> waitingPortions(Connection connection, long mappingId, int size)
      throws SQLException {
    String sql =
        dialect.sql(
            """
            SELECT DISTINCT record_id FROM (
              SELECT record_id, row_number() OVER (ORDER BY record_id, field) AS place,
                     count(*) OVER () AS total
              FROM {waiting_reference} WHERE mapping_id = ?) numbered
            WHERE place % ? = 0 OR place = total ORDER BY record_id
            """);
    return Sql.list(connection, sql, row -> new RecordId(row.getString(1)), mappingId, (long) size);
  }

  /** The records of a range that wait for a parent which has arrived, in order of their ids. */
  public List<RecordId> arrived(Connection connection, long mappingId, String from, RecordId last)
      throws SQLException {
    return Sql.list(
            connection,
            dialect.sql(ARRIVED + " ORDER BY w.record_id"),
            row -> new RecordId(row.getString(1)),
            mappingId,
            from,
            last.value())
        .stream()
        .distinct()
        .toList();
  }

  /** How many links, parked records and waiting references a mapping has. */
  public MappingCounts counts(Connection connection, long mappingId) throws SQLException {
    String sql =
        dialect.sql(
            """
            SELECT (SELECT count(*) FROM {link} WHERE mapping_id = ?),
                   (SELECT count(*) FROM {parked} WHERE mapping_id = ? AND code <> '%s'),
                   (SELECT count(*) FROM {waiting_reference} WHERE mapping_id = ?)
            """
                .formatted(HookProblems.VETO));
    return Sql.first(
            connection,
            sql,
            row -> new MappingCounts(row.getLong(1), row.getLong(2), row.getLong(3)),
            mappingId,
            mappingId,
            mappingId)
        .orElseThrow();
  }

  /** How many rows one of our tables has of a mapping. */
  public long count(Connection connection, String table, long mappingId) throws SQLException {
    String sql = dialect.sql("SELECT count(*) FROM " + table + " WHERE mapping_id = ?");
    return Sql.first(connection, sql, row -> row.getLong(1), mappingId).orElseThrow();
  }

  private static final String PARKED =
      """
      SELECT record_id, code, error_class, message, action, parked_at FROM {parked}
      WHERE mapping_id = ? AND\
      """;

  /** The parked records of a mapping, oldest first, without those that a hook keeps away. */
  public List<ParkedRecord> parked(
      Connection connection, MappingName mapping, long mappingId, int max) throws SQLException {
    String sql = dialect.sql(PARKED + " code <> ? ORDER BY parked_at, record_id LIMIT ?");
    return Sql.list(
        connection, sql, row -> parked(mapping, row), mappingId, HookProblems.VETO, max);
  }

  /** How one record is parked, or kept away by a hook. */
  public Optional<ParkedRecord> parked(
      Connection connection, MappingName mapping, long mappingId, RecordId record)
      throws SQLException {
    String sql = dialect.sql(PARKED + " record_id = ?");
    return Sql.first(connection, sql, row -> parked(mapping, row), mappingId, record.value());
  }

  private ParkedRecord parked(MappingName mapping, ResultSet row) throws SQLException {
    return new ParkedRecord(
        mapping,
        new RecordId(row.getString("record_id")),
        new Problem(
            row.getString("code"),
            ErrorClass.valueOf(row.getString("error_class")),
            row.getString("message"),
            row.getString("action")),
        dialect.instant(row, "parked_at"));
  }
}
