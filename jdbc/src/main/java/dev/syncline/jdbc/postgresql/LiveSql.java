package dev.syncline.jdbc.postgresql;

import static dev.syncline.jdbc.page.Diversion.STALE;

import dev.syncline.jdbc.page.Diversion;

/**
 * Statements about events on the stage: they are laid over the base of a link that must be as it
 * was then, and say nothing of what they do not carry. Beside the actions of {@link PlanSql} there
 * is {@code E}: our own, and the push that made it is not settled.
 */
final class LiveSql {
  /** What is staged of an event beside the values. */
  static final String STAGED =
      "version text, event_at timestamptz, event_number bigint, own boolean";

  /** The same without types. */
  static final String COLUMNS = "version, event_at, event_number, own";

  /** Tells whether anything of a link {@code k} has changed. */
  static final String VERSION =
      """
      concat_ws('.', extract(epoch FROM k.system_modstamp), k.read_token, k.pushed_token,
                k.event_token, md5(k.base::text), k.row_key)\
      """;

  private final PageScope scope;

  LiveSql(PageScope scope) {
    this.scope = scope;
  }

  /**
   * What each record asks for.
   *
   * @param sameBase whether the staged base says what that of the link {@code l} does
   * @param was the base from before
   */
  String plan(String newKey, String sameBase, String was) {
    return scope.sql(
        """
        INSERT INTO %1$s (seq, action, row_key, was)
        SELECT s.seq,
               CASE WHEN l.row_key IS NULL AND (s.version IS NOT NULL OR (
                      SELECT true FROM {tombstone} b WHERE b.mapping_id = %2$d
                        AND b.record_id = s.record_id LIMIT 1)) THEN %3$s
                    WHEN l.row_key IS NULL THEN 'N'
                    WHEN s.version IS DISTINCT FROM l.version THEN %3$s
                    WHEN %4$s THEN 'S'
                    ELSE 'C' END,
               CASE WHEN l.row_key IS NULL THEN %5$s ELSE l.row_key::%6$s END,
               %7$s
        FROM %8$s s LEFT JOIN LATERAL (
          SELECT k.row_key, k.base, %9$s AS version FROM {link} k
          WHERE k.mapping_id = %2$d AND k.record_id = s.record_id LIMIT 1) l ON true
        """,
        scope.plan(),
        scope.mappingId(),
        STALE.literal(),
        sameBase,
        newKey,
        scope.keyType(),
        was,
        scope.stage(),
        VERSION);
  }

  /**
   * Diverts parked records: what an event does not carry may be why. Those are parked again or let
   * in by a reading.
   */
  String divertParked() {
    return scope.sql(
        """
        UPDATE %1$s p SET action = %2$s FROM %3$s s
        WHERE p.action IN ('C', 'N', 'S') AND s.seq = p.seq AND (
          SELECT true FROM {parked} q
          WHERE q.mapping_id = %4$d AND q.record_id = s.record_id LIMIT 1)
        """,
        scope.plan(), STALE.literal(), scope.stage(), scope.mappingId());
  }

  /** Puts own new records aside while creates are under way of which nobody knows. */
  String setNewAside() {
    return "UPDATE %s p SET action = 'E' FROM %s s WHERE p.action = 'N' AND s.seq = p.seq AND s.own"
        .formatted(scope.plan(), scope.stage());
  }

  /** Puts own changes aside whose rows have an outbox entry. To be asked under the locks. */
  String setAside() {
    return scope.sql(
        """
        UPDATE %1$s p SET action = 'E' FROM %2$s s
        WHERE p.action IN ('C', 'A', %3$s) AND s.seq = p.seq AND s.own AND (
          SELECT true FROM {outbox} o
          WHERE o.mapping_id = %4$d AND o.row_key = p.row_key::text COLLATE "C" LIMIT 1)
        """,
        scope.plan(), scope.stage(), Diversion.LOCKED.literal(), scope.mappingId());
  }

  /** Looks at the links again, which others may have changed before the rows were locked. */
  String divertOutrun() {
    return scope.sql(
        """
        UPDATE %1$s p SET action = %2$s
        FROM %3$s s
        WHERE p.action = 'C' AND s.seq = p.seq AND s.version IS DISTINCT FROM (
          SELECT %4$s FROM {link} k
          WHERE k.mapping_id = %5$d AND k.record_id = s.record_id LIMIT 1)
        """,
        scope.plan(), STALE.literal(), scope.stage(), VERSION, scope.mappingId());
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
        SELECT %d, s.record_id, p.row_key::text, s.base, s.stamp, ?, ?,
               CASE p.action WHEN 'N' THEN ?::bigint ELSE 0 END, s.event_at, s.event_number
        FROM %s s JOIN %s p ON p.seq = s.seq WHERE p.action IN ('N', 'A')%s
        """,
        scope.mappingId(), scope.stage(), scope.plan(), PageScope.RANGE);
  }

  /** What a link notes of an event that was taken in. Parameters: refresh, token. */
  static final String NOTED =
      """
      seen_run = ?, event_token = ?, event_at = s.event_at, event_number = s.event_number\
      """;
}
