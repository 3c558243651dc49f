package dev.syncline.jdbc.mariadb;

import static dev.syncline.jdbc.page.Diversion.STALE;

import dev.syncline.jdbc.page.Diversion;

/**
 * Statements about events on the stage: they are laid over the base of a link that must be as it
 * was then, and say nothing of what they do not carry. Beside the actions of {@link MariaDbPlanSql}
 * there is {@code E}: our own, and the push that made it is not settled.
 */
final class MariaDbLiveSql {
  /** What is staged of an event beside the values. */
  static final String STAGED =
      """
      version varchar(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, event_at datetime(6),
      event_number bigint, own boolean\
      """;

  /** The same without types. */
  static final String COLUMNS = "version, event_at, event_number, own";

  /** Tells whether anything of a link {@code k} has changed. */
  static final String VERSION =
      """
      CONCAT_WS('.', k.system_modstamp, k.read_token, k.pushed_token, k.event_token, MD5(k.base),
                k.row_key) COLLATE utf8mb4_bin\
      """;

  /** What a link notes of an event that was taken in. Parameters: refresh, token. */
  static final String NOTED =
      """
      k.seen_run = ?, k.event_token = ?, k.event_at = s.event_at,
      k.event_number = s.event_number\
      """;

  private final MariaDbScope scope;

  MariaDbLiveSql(MariaDbScope scope) {
    this.scope = scope;
  }

  /**
   * What each record asks for.
   *
   * @param was the base from before
   */
  String plan(String was) {
    return scope.sql(
        """
        INSERT INTO %1$s (seq, action, row_key, was)
        SELECT s.seq,
               CASE WHEN k.row_key IS NULL AND (s.version IS NOT NULL OR b.token IS NOT NULL)
                      THEN %2$s
                    WHEN k.row_key IS NULL THEN 'N'
                    WHEN NOT s.version <=> %3$s THEN %2$s
                    WHEN %4$s = s.base THEN 'S'
                    ELSE 'C' END,
               k.row_key, %5$s
        FROM %6$s s
        LEFT JOIN {link} k ON k.mapping_id = %7$d AND k.record_id = s.record_id
        LEFT JOIN {tombstone} b ON b.mapping_id = %7$d AND b.record_id = s.record_id
        """,
        scope.plan(),
        STALE.literal(),
        VERSION,
        scope.pulledBase(),
        was,
        scope.stage(),
        scope.mappingId());
  }

  /**
   * Diverts parked records: what an event does not carry may be why. Those are parked again or let
   * in by a reading.
   */
  String divertParked() {
    return scope.sql(
        """
        UPDATE %1$s p JOIN %2$s s ON s.seq = p.seq
        JOIN {parked} q ON q.mapping_id = %3$d AND q.record_id = s.record_id
        SET p.action = %4$s WHERE p.action IN ('C', 'N', 'S')
        """,
        scope.plan(), scope.stage(), scope.mappingId(), STALE.literal());
  }

  /** Puts own new records aside while creates are under way of which nobody knows. */
  String setNewAside() {
    return "UPDATE %s p JOIN %s s ON s.seq = p.seq SET p.action = 'E'"
            .formatted(scope.plan(), scope.stage())
        + " WHERE p.action = 'N' AND s.own";
  }

  /** Puts own changes aside whose rows have an outbox entry. To be asked under the locks. */
  String setAside() {
    return scope.sql(
        """
        UPDATE %1$s p JOIN %2$s s ON s.seq = p.seq
        JOIN {outbox} o ON o.mapping_id = %3$d AND o.row_key = p.row_key
        SET p.action = 'E' WHERE p.action IN ('C', 'A', %4$s) AND s.own
        """,
        scope.plan(), scope.stage(), scope.mappingId(), Diversion.LOCKED.literal());
  }

  /** Looks at the links again, which others may have changed before the rows were locked. */
  String divertOutrun() {
    return scope.sql(
        """
        UPDATE %1$s p JOIN %2$s s ON s.seq = p.seq
        LEFT JOIN {link} k ON k.mapping_id = %3$d AND k.record_id = s.record_id
        SET p.action = %4$s
        WHERE p.action = 'C' AND (k.row_key IS NULL OR NOT s.version <=> %5$s)
        """,
        scope.plan(), scope.stage(), scope.mappingId(), STALE.literal(), VERSION);
  }

  /** The records that were put aside. */
  String aside() {
    return "SELECT s.record_id FROM %s s JOIN %s p ON p.seq = s.seq WHERE p.action = 'E'"
        .formatted(scope.stage(), scope.plan());
  }

  /** Links for new and adopted rows. Parameters: refresh, token, run, range. */
  String linkNew() {
    return scope.sql(
        """
        INSERT INTO {link}
          (mapping_id, record_id, row_key, base, system_modstamp, seen_run, event_token, made_run,
           event_at, event_number)
        SELECT %d, s.record_id, p.row_key, s.base, s.stamp, ?, ?, IF(p.action = 'N', ?, 0),
               s.event_at, s.event_number
        FROM %s s JOIN %s p ON p.seq = s.seq
        WHERE p.action IN ('N', 'A')%s
        """,
        scope.mappingId(), scope.stage(), scope.plan(), MariaDbScope.RANGE);
  }
}
