package dev.syncline.jdbc.guard;

import dev.syncline.engine.database.GuardStop;
import dev.syncline.engine.database.Guards.Mass;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The tables {@code guard_count}, {@code guard_stop} and {@code guard_allowance}. */
final class GuardTable {
  private static final String AND_KEY =
      " AND mapping_id = ? AND direction = ? AND kind = ? AND field = ?";

  private static final String KEY =
      " WHERE mapping_id = ? AND direction = ? AND kind = ? AND field = ?";

  private final Dialect dialect;

  GuardTable(Dialect dialect) {
    this.dialect = dialect;
  }

  /** What is counted together. */
  record Key(long mappingId, Direction direction, Optional<FieldName> field) {
    static Key of(long mappingId, Direction direction, Mass mass) {
      return new Key(mappingId, direction, mass.field());
    }

    private Object[] values(Object... first) {
      Object[] all = new Object[first.length + 4];
      System.arraycopy(first, 0, all, 0, first.length);
      all[first.length] = mappingId;
      all[first.length + 1] = direction.name();
      all[first.length + 2] = field.isPresent() ? "NULLS" : "DELETES";
      all[first.length + 3] = field.map(FieldName::value).orElse("");
      return all;
    }
  }

  /** Adds to a slot of time; the slot is locked from now on. Old slots go when one is new. */
  void add(Connection connection, Key key, long slot, long oldest, long count) throws SQLException {
    String insert =
        dialect.ifAbsent(
            dialect.sql(
                """
                INSERT INTO {guard_count} (counted, slot, mapping_id, direction, kind, field)
                VALUES (0, ?, ?, ?, ?, ?)
                """),
            "counted");
    if (Sql.update(connection, insert, key.values(slot)) > 0) {
      String forget = "DELETE FROM {guard_count} WHERE mapping_id = ? AND slot < ?";
      Sql.update(connection, dialect.sql(forget), key.mappingId(), oldest);
    }
    String add = "UPDATE {guard_count} SET counted = counted + ? WHERE slot = ?" + AND_KEY;
    Sql.update(connection, dialect.sql(add), key.values(count, slot));
  }

  /** What was counted since a slot, this one included. */
  long counted(Connection connection, Key key, long oldest) throws SQLException {
    String sql = "SELECT COALESCE(SUM(counted), 0) FROM {guard_count} WHERE slot >= ?" + AND_KEY;
    return Sql.first(connection, dialect.sql(sql), row -> row.getLong(1), key.values(oldest))
        .orElse(0L);
  }

  /** Forgets what was counted. */
  void forget(Connection connection, Key key) throws SQLException {
    for (String table : List.of("{guard_count}", "{guard_stop}", "{guard_allowance}")) {
      Sql.update(connection, dialect.sql("DELETE FROM " + table + KEY), key.values());
    }
  }

  /** Takes from an allowance; whether it was enough. */
  boolean take(Connection connection, Key key, long count) throws SQLException {
    String sql =
        "UPDATE {guard_allowance} SET remaining = remaining - ? WHERE remaining >= ?"
            + AND_KEY
            + " AND until_at > "
            + dialect.now();
    return Sql.update(connection, dialect.sql(sql), key.values(count, count)) > 0;
  }

  void allow(Connection connection, Key key, long count, long millis) throws SQLException {
    String sql =
        """
        INSERT INTO {guard_allowance} (until_at, remaining, mapping_id, direction, kind, field)
        VALUES (%s, ?, ?, ?, ?, ?)
        """
            .formatted(dialect.millisFromNow());
    Sql.update(connection, dialect.sql(sql), key.values(millis, count));
  }

  /** Notes a stop, in place of one before. */
  void stop(Connection connection, Key key, GuardStop stop) throws SQLException {
    Sql.update(connection, dialect.sql("DELETE FROM {guard_stop}" + KEY), key.values());
    String sql =
        """
        INSERT INTO {guard_stop} (counted, most, linked, mapping_id, direction, kind, field)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """;
    Sql.update(
        connection, dialect.sql(sql), key.values(stop.counted(), stop.most(), stop.linked()));
  }

  List<GuardStop> stops(Connection connection, MappingName mapping, long mappingId)
      throws SQLException {
    String sql =
        """
        SELECT direction, field, counted, most, linked, stopped_at FROM {guard_stop}
        WHERE mapping_id = ? ORDER BY direction, kind, field
        """;
    return Sql.list(
        connection,
        dialect.sql(sql),
        row ->
            new GuardStop(
                mapping,
                Direction.valueOf(row.getString("direction")),
                Optional.of(row.getString("field")).filter(f -> !f.isEmpty()).map(FieldName::new),
                row.getLong("counted"),
                row.getLong("most"),
                row.getLong("linked"),
                dialect.instant(row, "stopped_at")),
        mappingId);
  }

  /** How many records a mapping has linked. */
  long linked(Connection connection, long mappingId) throws SQLException {
    String sql = "SELECT COUNT(*) FROM {link} WHERE mapping_id = ?";
    return Sql.first(connection, dialect.sql(sql), row -> row.getLong(1), mappingId).orElse(0L);
  }

  /** How many deletions of linked records wait in a queue, counted to a bound. */
  long waiting(Connection connection, long mappingId, Direction direction, long most)
      throws SQLException {
    String queued =
        direction == Direction.PULL
            ? """
            {pull_queue} q JOIN {link} k
              ON k.mapping_id = q.mapping_id AND k.record_id = q.record_id
            WHERE q.mapping_id = ? AND q.reason = 'DELETED'
            """
            : """
            {outbox} q JOIN {link} k
              ON k.mapping_id = q.mapping_id AND k.row_key = q.row_key
            WHERE q.mapping_id = ? AND q.gone AND q.state IN ('READY', 'CLAIMED')
            """;
    String sql = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM " + queued + " LIMIT ?) waiting";
    return Sql.first(connection, dialect.sql(sql), row -> row.getLong(1), mappingId, most)
        .orElse(0L);
  }
}
