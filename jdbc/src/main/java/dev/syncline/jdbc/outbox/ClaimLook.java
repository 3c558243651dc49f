package dev.syncline.jdbc.outbox;

import dev.syncline.engine.database.Outbox;
import dev.syncline.jdbc.lease.Owner;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.MappingName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a claim would find, asked with one statement that locks and writes nothing: most claims find
 * nothing, and cost no more than this.
 */
final class ClaimLook {
  private final String sql;
  private final Owner us;

  /**
   * What there is.
   *
   * @param mappingId the mapping's number
   * @param isHeld whether claims may stand that are over, or whose holder may be dead
   * @param isRenamed whether links must follow keys of rows first
   * @param isReady whether a change is ready
   * @param isLaterReady whether one is that is carried after all others
   */
  record Found(
      long mappingId, boolean isHeld, boolean isRenamed, boolean isReady, boolean isLaterReady) {
    boolean isNothing() {
      return !isReady && !isLaterReady;
    }
  }

  ClaimLook(SetWords words, Outbox.Which which, Owner us) {
    this.us = us;
    String ready =
        """
        EXISTS (SELECT 1 FROM {outbox} o WHERE o.mapping_id = m.id AND o.state = 'READY'
          AND o.priority = %d AND o.available_at <= %s AND o.previous_key IS NULL%s)
        """;
    String now = words.dialect().now();
    sql =
        words
            .dialect()
            .sql(
                """
                SELECT m.id,
                  EXISTS (SELECT 1 FROM {claim} c WHERE c.mapping_id = m.id
                    AND (c.until_at < %1$s OR (c.owner_host = ?
                      AND (c.owner_process <> ? OR c.owner_started <> ?))))
                    OR EXISTS (SELECT 1 FROM {unsettled} u WHERE u.mapping_id = m.id),
                  EXISTS (SELECT 1 FROM {outbox} o
                    WHERE o.previous_key IS NOT NULL AND o.mapping_id = m.id),
                  %2$s, %3$s
                FROM {mapping} m WHERE m.name = ?
                """
                    .formatted(
                        now,
                        ready.formatted(0, words.statementTime(), EntryTable.gone(which)),
                        ready.formatted(1, words.statementTime(), EntryTable.gone(which))));
  }

  /** Looks; empty if the mapping has no number yet, and so no entries. */
  Optional<Found> look(Connection connection, MappingName mapping) throws SQLException {
    return Sql.first(
        connection,
        sql,
        row ->
            new Found(
                row.getLong(1),
                row.getBoolean(2),
                row.getBoolean(3),
                row.getBoolean(4),
                row.getBoolean(5)),
        us.host(),
        us.process(),
        us.started(),
        mapping.value());
  }
}
