package dev.syncline.jdbc.postgresql;

import static dev.syncline.jdbc.postgresql.PageScope.RANGE;

import dev.syncline.jdbc.page.Diversion;

/** Statements about the parked records of a page. */
final class ParkSql {
  private static final String AGAIN =
      """
      ON CONFLICT (mapping_id, record_id) DO UPDATE
      SET code = excluded.code, error_class = excluded.error_class, message = excluded.message,
          action = excluded.action, parked_at = excluded.parked_at
      """;

  private final PageScope scope;

  ParkSql(PageScope scope) {
    this.scope = scope;
  }

  /** Whether records of the mapping are parked. */
  String anyParked() {
    return scope.sql(
        "SELECT EXISTS (SELECT FROM {parked} WHERE mapping_id = %d)", scope.mappingId());
  }

  /** Whether pages of the mapping were committed before. */
  String anyCommitted() {
    return scope.sql(
        """
        SELECT EXISTS (SELECT FROM {refresh_run}
                       WHERE mapping_id = %d AND inserted + updated + unchanged > 0)
        """,
        scope.mappingId());
  }

  /** Clears the entries of all records of a page that planning lets in. */
  String clearAll() {
    return clear("", "");
  }

  /** As above, without those that go to the pull queue. */
  String clearTaken() {
    return clear(
        ", " + scope.plan() + " p",
        " AND p.seq = s.seq AND p.action NOT IN (" + Diversion.literals() + ")");
  }

  private String clear(String plan, String which) {
    return scope.sql(
        """
        DELETE FROM {parked} q USING %s s%s
        WHERE q.mapping_id = %d AND q.record_id = s.record_id AND s.problem IS NULL%s
        """,
        scope.stage(), plan, scope.mappingId(), which);
  }

  /** Parks what planning has set aside. */
  String parkPlanned() {
    return scope.sql(
            """
            INSERT INTO {parked} (mapping_id, record_id, code, error_class, message, action)
            SELECT DISTINCT ON (s.record_id) %d, s.record_id, s.problem ->> 'code',
                   s.problem ->> 'class', s.problem ->> 'message', s.problem ->> 'action'
            FROM %s s WHERE s.problem IS NOT NULL
            ORDER BY s.record_id, s.seq DESC
            """,
            scope.mappingId(), scope.stage())
        + AGAIN;
  }

  /** Parks one record. Parameters: code, class, message, action, number. */
  String park() {
    return scope.sql(
            """
            INSERT INTO {parked} (mapping_id, record_id, code, error_class, message, action)
            SELECT %d, s.record_id, ?, ?, ?, ? FROM %s s WHERE s.seq = ?
            """,
            scope.mappingId(), scope.stage())
        + AGAIN;
  }

  /** Notes that parked records were met. Parameters: run, range. */
  String seen() {
    return scope.sql(
        """
        UPDATE {link} k SET seen_run = ? FROM %s s
        WHERE k.mapping_id = %d AND k.record_id = s.record_id%s
        """,
        scope.stage(), scope.mappingId(), RANGE);
  }

  /** Notes that the records were met that planning has parked. Parameters: run, range. */
  String plannedSeen() {
    return seen() + " AND s.problem IS NOT NULL";
  }
}
