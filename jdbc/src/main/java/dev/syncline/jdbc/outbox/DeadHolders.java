package dev.syncline.jdbc.outbox;

import dev.syncline.jdbc.lease.Owner;
import dev.syncline.jdbc.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Claims of processes of this machine that are dead: they end at once, as leases do. Those of other
 * machines end when their time is over.
 */
final class DeadHolders {
  private final Owner us;
  private final String others;
  private final String end;

  DeadHolders(SetWords words, Owner us) {
    this.us = us;
    others =
        words
            .dialect()
            .sql(
                """
                SELECT DISTINCT owner_process, owner_started FROM {claim}
                WHERE mapping_id = ? AND owner_host = ? AND until_at > %s
                  AND (owner_process <> ? OR owner_started <> ?)
                """
                    .formatted(words.dialect().now()));
    end =
        words
            .dialect()
            .sql(
                """
                UPDATE {claim} SET until_at = %1$s
                WHERE mapping_id = ? AND owner_host = ? AND owner_process = ? AND owner_started = ?
                  AND until_at > %1$s
                """
                    .formatted(words.dialect().now()));
  }

  /** Ends the claims of the dead on a mapping's entries. */
  void endClaims(Connection connection, long mappingId) throws SQLException {
    List<Owner> owners =
        Sql.list(
            connection,
            others,
            row -> new Owner(us.host(), row.getLong(1), row.getLong(2)),
            mappingId,
            us.host(),
            us.process(),
            us.started());
    for (Owner owner : owners) {
      if (owner.isDead(us)) {
        Sql.update(connection, end, mappingId, us.host(), owner.process(), owner.started());
      }
    }
  }
}
