package dev.syncline.jdbc.postgresql;

import static dev.syncline.jdbc.page.Diversion.LOCKED;
import static dev.syncline.jdbc.page.Diversion.PENDING;
import static dev.syncline.jdbc.page.Diversion.STALE;
import static dev.syncline.jdbc.page.Diversion.UNKNOWN;

import dev.syncline.jdbc.page.Diversion;
import dev.syncline.jdbc.page.PageOrder;
import dev.syncline.jdbc.page.StageLayout.StagedColumn;

/**
 * Statements that keep records of a planned page from rows where they need a closer look, and send
 * them to the pull queue.
 */
final class DivertSql {
  /** Creates whose answers nobody knows: those under way, and those that were and got lost. */
  private static final String UNKNOWN_CREATES =
      """
      EXISTS (SELECT FROM {intent} i WHERE i.mapping_id = %1$d AND (
        SELECT true FROM {link} k
        WHERE k.mapping_id = %1$d AND k.row_key = i.row_key LIMIT 1) IS NULL)
      """;

  private final PageScope scope;

  DivertSql(PageScope scope) {
    this.scope = scope;
  }

  /** Diverts all new records. */
  String divertNew() {
    return "UPDATE %s SET action = %s WHERE action = 'N'"
        .formatted(scope.plan(), UNKNOWN.literal());
  }

  /**
   * Whether creates of the mapping are under way whose answers nobody knows.
   *
   * @param keyed whether rows tell their records by a key: then only rows count that are gone
   */
  String anyUnknownCreates(boolean keyed) {
    return scope.sql(
        """
        SELECT EXISTS (SELECT FROM {intent} i WHERE i.mapping_id = %1$d AND (
          SELECT true FROM {link} k
          WHERE k.mapping_id = %1$d AND k.row_key = i.row_key LIMIT 1) IS NULL
          AND (NOT %2$s OR EXISTS (SELECT FROM {outbox} o
            WHERE o.mapping_id = %1$d AND o.row_key = i.row_key AND o.gone)))
        """,
        scope.mappingId(), keyed);
  }

  /** Whether new records of a page may be known otherwise than by a link. */
  String anyContended(PageOrder order) {
    return scope.sql(
        "SELECT EXISTS (SELECT FROM {tombstone} WHERE mapping_id = %1$d AND token > %2$d) OR "
            + UNKNOWN_CREATES,
        scope.mappingId(),
        order.token());
  }

  /** Diverts new records whose key a row without a link has. */
  String divertLookalikes(StagedColumn key) {
    return scope.sql(
        """
        UPDATE %1$s p SET action = %2$s
        FROM %3$s s, %4$s t
        WHERE p.action = 'N' AND s.seq = p.seq AND t.%5$s = s.%6$s::%7$s
          AND (SELECT true FROM {link} k
               WHERE k.mapping_id = %8$d AND k.row_key = t.%9$s::text LIMIT 1) IS NULL
        """,
        scope.plan(),
        UNKNOWN.literal(),
        scope.stage(),
        scope.table(),
        scope.column(key),
        key.name(),
        scope.target().type(key),
        scope.mappingId(),
        scope.key());
  }

  /** Locks the rows to be changed; diverts the records of those that others have locked. */
  String lock() {
    return """
    WITH locked AS MATERIALIZED (
      SELECT p.seq FROM %1$s p CROSS JOIN LATERAL (
        SELECT 1 FROM %2$s t WHERE t.%3$s = p.row_key FOR NO KEY UPDATE SKIP LOCKED) row
      WHERE p.action IN ('C', 'A'))
    UPDATE %1$s p SET action = %4$s
    WHERE p.action IN ('C', 'A') AND NOT EXISTS (SELECT FROM locked l WHERE l.seq = p.seq)
    """
        .formatted(scope.plan(), scope.table(), scope.key(), LOCKED.literal());
  }

  /** Diverts records whose row has an outbox entry. To be asked under the locks. */
  String divertPending() {
    return scope.sql(
        """
        UPDATE %s p SET action = %s
        WHERE p.action IN ('C', 'A', %s) AND (
          SELECT true FROM {outbox} o
          WHERE o.mapping_id = %d AND o.row_key = p.row_key::text COLLATE "C" LIMIT 1)
        """,
        scope.plan(), PENDING.literal(), LOCKED.literal(), scope.mappingId());
  }

  /** Looks at the links again, which others may have changed before the rows were locked. */
  String divertOutrun(PageOrder order) {
    if (scope.layout().live()) {
      return new LiveSql(scope).divertOutrun();
    }
    return scope.sql(
        """
        UPDATE %1$s p
        SET action = CASE WHEN l.newer THEN 'S' ELSE %2$s END
        FROM %3$s s CROSS JOIN LATERAL (
          SELECT (k.system_modstamp, k.read_token) > (s.stamp, %5$d) AS newer,
                 GREATEST(k.pushed_token, k.event_token) > %5$d AS pushed, k.row_key
          FROM (SELECT) one LEFT JOIN {link} k
            ON k.mapping_id = %4$d AND k.record_id = s.record_id LIMIT 1) l
        WHERE p.action = 'C' AND s.seq = p.seq
          AND (l.newer OR l.pushed OR l.row_key IS DISTINCT FROM p.row_key::text COLLATE "C")
        """,
        scope.plan(), STALE.literal(), scope.stage(), scope.mappingId(), order.token());
  }

  /** Whether records of the mapping are in the pull queue. */
  String anyQueued() {
    return scope.sql(
        "SELECT EXISTS (SELECT FROM {pull_queue} WHERE mapping_id = %d)", scope.mappingId());
  }

  /** Takes records that a page has brought out of the queue, if they were in it before. */
  String unqueueAll(PageOrder order) {
    return unqueue("", "", order);
  }

  /** As above, without those that the page's plan diverts. */
  String unqueueTaken(PageOrder order) {
    return unqueue(
        ", " + scope.plan() + " p",
        " AND p.seq = s.seq AND p.action NOT IN (" + Diversion.literals() + ")",
        order);
  }

  private String unqueue(String plan, String which, PageOrder order) {
    return scope.sql(
        """
        DELETE FROM {pull_queue} q USING %s s%s
        WHERE q.mapping_id = %d AND q.record_id = s.record_id AND q.token < %d%s
        """,
        scope.stage(), plan, scope.mappingId(), order.token(), which);
  }

  /** Puts the diverted records into the queue; those with a locked row a moment later. */
  String queue(PageOrder order) {
    return scope.sql(
        """
        INSERT INTO {pull_queue} (mapping_id, record_id, token, reason, available_at)
        SELECT %1$d, s.record_id, %2$d, %3$s, clock_timestamp()
               + CASE WHEN p.action = %4$s THEN interval '1 second' ELSE interval '0' END
        FROM %5$s s JOIN %6$s p ON p.seq = s.seq WHERE p.action IN (%7$s)
        ON CONFLICT (mapping_id, record_id) DO UPDATE
        SET token = GREATEST({pull_queue}.token, excluded.token), reason = excluded.reason
        """,
        scope.mappingId(),
        order.token(),
        Diversion.reason("p.action"),
        LOCKED.literal(),
        scope.stage(),
        scope.plan(),
        Diversion.literals());
  }
}
