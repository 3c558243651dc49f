package dev.syncline.jdbc.mariadb;

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
final class MariaDbDivertSql {
  private final MariaDbScope scope;

  MariaDbDivertSql(MariaDbScope scope) {
    this.scope = scope;
  }

  String emptyLocks() {
    return "DELETE FROM " + scope.locks();
  }

  /** Diverts all new records. */
  String divertNew() {
    return "UPDATE %s SET action = %s WHERE action = 'N'"
        .formatted(scope.plan(), UNKNOWN.literal());
  }

  /** Diverts the records of rows that others have locked. */
  String divertLocked() {
    return """
    UPDATE %s p LEFT JOIN %s l ON l.seq = p.seq SET p.action = %s
    WHERE p.action IN ('C', 'A') AND l.seq IS NULL
    """
        .formatted(scope.plan(), scope.locks(), LOCKED.literal());
  }

  /**
   * Whether creates of the mapping are under way whose answers nobody knows.
   *
   * @param keyed whether rows tell their records by a key: then only rows count that are gone
   */
  String anyUnknownCreates(boolean keyed) {
    return scope.sql(
        """
        SELECT EXISTS (
          SELECT 1 FROM {intent} i
          LEFT JOIN {link} k ON k.mapping_id = i.mapping_id AND k.row_key = i.row_key
          LEFT JOIN {outbox} o ON o.mapping_id = i.mapping_id AND o.row_key = i.row_key
          WHERE i.mapping_id = %d AND k.row_key IS NULL AND (NOT %s OR o.gone))
        """,
        scope.mappingId(), keyed);
  }

  /**
   * Diverts new records whose key a row without a link has.
   *
   * @param staged the staged key as the key's column compares it
   */
  String divertLookalikes(StagedColumn key, String staged) {
    return scope.sql(
        """
        UPDATE %s p JOIN %s s ON s.seq = p.seq JOIN %s t ON t.%s = %s
        LEFT JOIN {link} k ON k.mapping_id = %d AND k.row_key = %s
        SET p.action = %s
        WHERE p.action = 'N' AND k.row_key IS NULL
        """,
        scope.plan(),
        scope.stage(),
        scope.table(),
        scope.column(key),
        staged,
        scope.mappingId(),
        scope.asText("t." + scope.key()),
        UNKNOWN.literal());
  }

  /** Locks the rows to be changed and notes which are; those that others have locked are not. */
  String lock() {
    return """
    %sINSERT INTO %s (seq)
    SELECT STRAIGHT_JOIN p.seq FROM %s p JOIN %s t ON t.%s = %s
    WHERE p.action IN ('C', 'A') FOR UPDATE SKIP LOCKED
    """
        .formatted(
            scope.dialect().skippingLocked(),
            scope.locks(),
            scope.plan(),
            scope.table(),
            scope.key(),
            scope.asKey("p.row_key"));
  }

  /** Diverts records whose row has an outbox entry. To be asked under the locks. */
  String divertPending() {
    return scope.sql(
        """
        UPDATE %s p JOIN {outbox} o ON o.mapping_id = %d AND o.row_key = p.row_key
        SET p.action = %s WHERE p.action IN ('C', 'A', %s)
        """,
        scope.plan(), scope.mappingId(), PENDING.literal(), LOCKED.literal());
  }

  /** Looks at the links again, which others may have changed before the rows were locked. */
  String divertOutrun(PageOrder order) {
    if (scope.layout().live()) {
      return new MariaDbLiveSql(scope).divertOutrun();
    }
    return scope.sql(
        """
        UPDATE %1$s p JOIN %2$s s ON s.seq = p.seq
        LEFT JOIN {link} k ON k.mapping_id = %3$d AND k.record_id = s.record_id
        SET p.action = IF(k.row_key = p.row_key AND (k.system_modstamp > s.stamp
              OR (k.system_modstamp = s.stamp AND k.read_token > %4$d)), 'S', %5$s)
        WHERE p.action = 'C' AND (k.row_key IS NULL OR k.row_key <> p.row_key
          OR GREATEST(k.pushed_token, k.event_token) > %4$d OR k.system_modstamp > s.stamp
          OR (k.system_modstamp = s.stamp AND k.read_token > %4$d))
        """,
        scope.plan(), scope.stage(), scope.mappingId(), order.token(), STALE.literal());
  }

  /** Whether records of the mapping are in the pull queue. */
  String anyQueued() {
    return scope.sql(
        "SELECT EXISTS (SELECT 1 FROM {pull_queue} WHERE mapping_id = %d)", scope.mappingId());
  }

  /** Takes records that a page has brought out of the queue, if they were in it before. */
  String unqueueTaken(PageOrder order) {
    return scope.sql(
        """
        DELETE q FROM {pull_queue} q JOIN %s s ON s.record_id = q.record_id
        JOIN %s p ON p.seq = s.seq
        WHERE q.mapping_id = %d AND q.token < %d AND p.action NOT IN (%s)
        """,
        scope.stage(), scope.plan(), scope.mappingId(), order.token(), Diversion.literals());
  }

  /** Puts the diverted records into the queue; those with a locked row a moment later. */
  String queue(PageOrder order) {
    return scope.sql(
        """
        INSERT INTO {pull_queue} (mapping_id, record_id, token, reason, available_at)
        SELECT %1$d, s.record_id, %2$d, %3$s,
               UTC_TIMESTAMP(6) + INTERVAL IF(p.action = %4$s, 1, 0) SECOND
        FROM %5$s s JOIN %6$s p ON p.seq = s.seq WHERE p.action IN (%7$s)
        ON DUPLICATE KEY UPDATE token = GREATEST(token, VALUES(token)), reason = VALUES(reason)
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
