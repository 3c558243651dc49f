package dev.syncline.jdbc.pull;

import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.sql.Lists;
import dev.syncline.jdbc.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Tombstones that no reading can be older than: the org keeps the results of a bulk job for seven
 * days (Bulk API 2.0 Developer Guide, "Limits"), those of a query for two.
 */
final class OldTombstones {
  private static final Duration KEPT = Duration.ofDays(14);
  private static final int MAX_AT_ONCE = 1_000;

  private final Dialect dialect;

  OldTombstones(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Forgets some of a mapping, the oldest first. */
  void forget(Connection connection, long mappingId) throws SQLException {
    String old = " mapping_id = ? AND made_at < " + dialect.millisFromNow();
    List<String> records =
        Sql.list(
            connection,
            dialect.sql("SELECT record_id FROM {tombstone} WHERE" + old)
                + " ORDER BY made_at LIMIT "
                + MAX_AT_ONCE,
            row -> row.getString(1),
            mappingId,
            -KEPT.toMillis());
    for (List<String> piece : Lists.pieces(records)) {
      String which = " AND record_id IN (" + Lists.marks(piece.size()) + ")";
      Sql.update(
          connection,
          dialect.sql("DELETE FROM {tombstone} WHERE" + old + which),
          Lists.parameters(piece, mappingId, -KEPT.toMillis()));
    }
  }
}
