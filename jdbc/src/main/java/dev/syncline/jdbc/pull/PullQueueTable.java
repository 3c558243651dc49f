package dev.syncline.jdbc.pull;

import dev.syncline.engine.database.PullQueue;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.sql.Lists;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.RecordId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The table {@code pull_queue}, within transactions of others. */
public final class PullQueueTable {
  private static final String OF_RECORDS = " WHERE mapping_id = ? AND record_id IN (";

  /** Milliseconds until a record is read that comes back again and again: up to a minute. */
  private static final String GROWING = "LEAST(60000, 500 * POWER(2, LEAST(attempts, 7)))";

  /**
   * The same where the row was locked: an application's transaction is over soon. Each try counts
   * two attempts, one when the record is taken and one when it is put back.
   */
  private static final String GROWING_LOCKED =
      "LEAST(4000, 125 * POWER(2, LEAST(attempts, 10) / 2))";

  /** The first pause of a record whose row was locked, in milliseconds. */
  private static final long FIRST_LOCKED = 125;

  private final Dialect dialect;
  private final String insert;
  private final String again;
  private final String againLocked;

  public PullQueueTable(Dialect dialect) {
    this.dialect = dialect;
    this.insert =
        dialect.ifAbsent(
            dialect.sql(
                """
                INSERT INTO {pull_queue} (mapping_id, record_id, token, reason, available_at)
                VALUES (?, ?, ?, ?, %s)
                """
                    .formatted(dialect.millisFromNow())),
            "record_id");
    this.again = again(dialect, GROWING);
    this.againLocked = again(dialect, GROWING_LOCKED);
  }

  private static String again(Dialect dialect, String millis) {
    return dialect.sql(
        """
        UPDATE {pull_queue}
        SET token = GREATEST(token, ?), reason = ?, available_at = %s, attempts = attempts + 1
        WHERE mapping_id = ? AND record_id = ?
        """
            .formatted(dialect.millisFromNow().replace("?", millis)));
  }

  /**
   * Adds records; those that are there are ready now.
   *
   * @param token what a reading must exceed to be news
   * @return how many were new
   */
  public long add(
      Connection connection,
      long mappingId,
      Collection<RecordId> records,
      PullQueue.Reason reason,
      long token)
      throws SQLException {
    long added = 0;
    for (List<String> piece : pieces(records)) {
      String ready =
          dialect.sql(
                  "UPDATE {pull_queue} SET token = GREATEST(token, ?), reason = ?, available_at = ")
              + dialect.now()
              + OF_RECORDS
              + Lists.marks(piece.size())
              + ")";
      int there =
          Sql.update(connection, ready, Lists.parameters(piece, token, reason.name(), mappingId));
      added += piece.size() - there;
      if (there < piece.size()) {
        insert(connection, mappingId, piece, reason, token);
      }
    }
    return added;
  }

  private void insert(
      Connection connection,
      long mappingId,
      List<String> records,
      PullQueue.Reason reason,
      long token)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      for (String record : records) {
        Sql.bind(statement, mappingId, record, token, reason.name(), 0L);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Notes that a record could not be applied; the more often, the later it is read again. */
  public void defer(
      Connection connection, long mappingId, RecordId record, PullQueue.Reason reason, long token)
      throws SQLException {
    boolean locked = reason == PullQueue.Reason.LOCKED;
    String sql = locked ? againLocked : again;
    int there = Sql.update(connection, sql, token, reason.name(), mappingId, record.value());
    if (there == 0) {
      long pause = locked ? FIRST_LOCKED : 0;
      Sql.update(connection, insert, mappingId, record.value(), token, reason.name(), pause);
    }
  }

  /** Puts records off. */
  public void defer(
      Connection connection, long mappingId, Collection<RecordId> records, Duration after)
      throws SQLException {
    for (List<String> piece : pieces(records)) {
      String later =
          dialect.sql("UPDATE {pull_queue} SET attempts = attempts + 1, available_at = ")
              + dialect.millisFromNow()
              + OF_RECORDS
              + Lists.marks(piece.size())
              + ")";
      Sql.update(connection, later, Lists.parameters(piece, after.toMillis(), mappingId));
    }
  }

  /**
   * Takes records out that were put in before a reading began.
   *
   * @param token of the reading; {@link Long#MAX_VALUE} takes all of them
   */
  public void remove(
      Connection connection, long mappingId, Collection<RecordId> records, long token)
      throws SQLException {
    for (List<String> piece : pieces(records)) {
      String delete =
          dialect.sql("DELETE FROM {pull_queue} WHERE token < ? AND mapping_id = ?")
              + " AND record_id IN ("
              + Lists.marks(piece.size())
              + ")";
      Sql.update(connection, delete, Lists.parameters(piece, token, mappingId));
    }
  }

  /** Records whose time has come, oldest first. */
  List<RecordId> due(Connection connection, long mappingId, int max) throws SQLException {
    String sql =
        dialect.sql(
            """
            SELECT record_id FROM {pull_queue} WHERE mapping_id = ? AND available_at <= %s
            ORDER BY available_at, record_id LIMIT ?
            """
                .formatted(dialect.now()));
    return Sql.list(connection, sql, row -> new RecordId(row.getString(1)), mappingId, max);
  }

  /** How one record waits. */
  Optional<PullQueue.Waiting> find(Connection connection, long mappingId, RecordId record)
      throws SQLException {
    String sql =
        dialect.sql(
            "SELECT attempts, available_at FROM {pull_queue}"
                + " WHERE mapping_id = ? AND record_id = ?");
    return Sql.first(
        connection,
        sql,
        row -> new PullQueue.Waiting(row.getInt("attempts"), dialect.instant(row, "available_at")),
        mappingId,
        record.value());
  }

  /**
   * How many records wait.
   *
   * @param due whether those alone are counted whose time has come
   */
  long count(Connection connection, long mappingId, boolean due) throws SQLException {
    String sql =
        dialect.sql("SELECT count(*) FROM {pull_queue} WHERE mapping_id = ?")
            + (due ? " AND available_at <= " + dialect.now() : "");
    return Sql.first(connection, sql, row -> row.getLong(1), mappingId).orElse(0L);
  }

  private static List<List<String>> pieces(Collection<RecordId> records) {
    return Lists.pieces(records.stream().distinct().map(RecordId::value).toList());
  }
}
