package dev.syncline.jdbc.mariadb;

import static dev.syncline.jdbc.mariadb.MariaDbScope.RANGE;
import static dev.syncline.jdbc.page.Diversion.STALE;
import static dev.syncline.jdbc.page.Diversion.UNKNOWN;

import dev.syncline.jdbc.page.PageOrder;
import dev.syncline.jdbc.page.StageLayout.StagedColumn;
import java.util.stream.Collectors;

/**
 * Statements that stage a page and find out what each of its records asks for. The actions of the
 * plan: {@code N} new row, {@code M} link without a row, {@code A} row without a link, {@code C}
 * changed, {@code S} same or older, {@code D} an older version of a record of the same page, {@code
 * P} parked by planning, and those of {@code Diversion}.
 *
 * <p>The stage holds text only: the server converts it in the merge, strictly, where a wrong value
 * is an error and not a warning.
 */
final class MariaDbPlanSql {
  private final MariaDbScope scope;

  MariaDbPlanSql(MariaDbScope scope) {
    this.scope = scope;
  }

  String dropTables() {
    return "DROP TEMPORARY TABLE IF EXISTS %s, %s, %s"
        .formatted(scope.stage(), scope.plan(), scope.locks());
  }

  String emptyStage() {
    return "DELETE FROM " + scope.stage();
  }

  String emptyPlan() {
    return "DELETE FROM " + scope.plan();
  }

  String countStage() {
    return "SELECT COUNT(*) FROM " + scope.stage();
  }

  /** How many records of a range have which action. */
  String count() {
    return "SELECT s.action, COUNT(*) FROM %s s WHERE true%s GROUP BY s.action"
        .formatted(scope.plan(), RANGE);
  }

  String createPlan() {
    return """
    CREATE TEMPORARY TABLE %s (
      seq int PRIMARY KEY, action char(1) COLLATE utf8mb4_bin NOT NULL,
      row_key varchar(255) COLLATE utf8mb4_bin, was longtext COLLATE utf8mb4_bin)
    ENGINE=Aria TRANSACTIONAL=0 DEFAULT CHARSET=utf8mb4
    """
        .formatted(scope.plan());
  }

  String createLocks() {
    return "CREATE TEMPORARY TABLE %s (seq int PRIMARY KEY) ENGINE=Aria TRANSACTIONAL=0"
        .formatted(scope.locks());
  }

  /** Plans one record. Parameters: number, action, key. */
  String planOne() {
    return "INSERT INTO " + scope.plan() + " (seq, action, row_key) VALUES (?, ?, ?)";
  }

  /** Notes that a record is parked. Parameter: number. */
  String planParked() {
    return "UPDATE " + scope.plan() + " SET action = 'P' WHERE seq = ?";
  }

  String createStage() {
    String columns =
        scope.layout().columns().stream()
            .map(c -> ", " + c.name() + " longtext")
            .collect(Collectors.joining());
    return """
    CREATE TEMPORARY TABLE %s (
      seq int PRIMARY KEY, record_id char(18) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      stamp datetime(6), problem longtext, base longtext%s%s%s)
    ENGINE=Aria TRANSACTIONAL=0 DEFAULT CHARSET=utf8mb4 COLLATE utf8mb4_bin
    """
        .formatted(
            scope.stage(),
            scope.layout().mayAlter() ? ", altered longtext" : "",
            scope.layout().live() ? ", " + MariaDbLiveSql.STAGED : "",
            columns);
  }

  private String columnList() {
    return scope.layout().columns().stream()
        .map(c -> ", " + c.name())
        .collect(Collectors.joining("", start(), ")"));
  }

  private String start() {
    return "(seq, record_id, stamp, problem, base"
        + (scope.layout().mayAlter() ? ", altered" : "")
        + (scope.layout().live() ? ", " + MariaDbLiveSql.COLUMNS : "");
  }

  /** Reads a page into the stage from the connection's stream. */
  String load() {
    return "LOAD DATA LOCAL INFILE 'page' INTO TABLE "
        + scope.stage()
        + " CHARACTER SET utf8mb4 "
        + columnList();
  }

  /** What each record asks for. */
  String plan(PageOrder order) {
    if (scope.layout().live()) {
      return new MariaDbLiveSql(scope).plan(was());
    }
    String missing =
        scope.layout().pushes()
            ? "false"
            : "NOT EXISTS (SELECT 1 FROM %s t WHERE t.%s = %s)"
                .formatted(scope.table(), scope.key(), scope.asKey("k.row_key"));
    return scope.sql(
        """
        INSERT INTO %1$s (seq, action, row_key, was)
        SELECT s.seq,
               CASE WHEN s.version > 1 THEN 'D'
                    WHEN s.problem IS NOT NULL THEN 'P'
                    WHEN k.row_key IS NULL AND b.token > %8$d THEN %9$s
                    WHEN k.row_key IS NULL THEN 'N'
                    WHEN k.system_modstamp > s.stamp
                      OR (k.system_modstamp = s.stamp AND k.read_token > %8$d) THEN 'S'
                    WHEN %2$s THEN 'M'
                    WHEN NOT %7$s AND %10$s = s.base AND NOT %5$s THEN 'S'
                    WHEN GREATEST(k.pushed_token, k.event_token) > %8$d THEN %9$s
                    WHEN %11$s AND k.base = '{}' THEN %12$s
                    ELSE 'C' END,
               k.row_key, %13$s
        FROM (SELECT seq, record_id, stamp, problem, base%6$s,
                     ROW_NUMBER() OVER (PARTITION BY record_id
                       ORDER BY stamp IS NULL, stamp DESC, seq DESC) AS version
              FROM %3$s) s
        LEFT JOIN {link} k ON k.mapping_id = %4$d AND k.record_id = s.record_id
        LEFT JOIN {tombstone} b ON b.mapping_id = %4$d AND b.record_id = s.record_id
        """,
        scope.plan(),
        missing,
        scope.stage(),
        scope.mappingId(),
        lostParent(),
        scope.layout().references().stream()
            .map(r -> ", " + r.name())
            .collect(Collectors.joining()),
        order.rewrites(),
        order.token(),
        STALE.literal(),
        scope.pulledBase(),
        scope.layout().pushes(),
        UNKNOWN.literal(),
        was());
  }

  /** The base from before: of every record, or of those that have changed. */
  private String was() {
    return scope.layout().mayAlter() || scope.layout().mayKeepMore()
        ? "k.base"
        : "IF(k.base <> s.base, k.base, NULL)";
  }

  /** Whether the row of an unchanged record has lost the row of its parent, which is back. */
  private String lostParent() {
    return scope
        .layout()
        .anyReference(this::lostParent)
        .map(
            lost ->
                "EXISTS (SELECT 1 FROM %s t WHERE t.%s = %s AND (%s))"
                    .formatted(scope.table(), scope.key(), scope.asKey("k.row_key"), lost))
        .orElse("false");
  }

  /** The parent has a row, and the key is empty with nothing to wait for, or leads nowhere. */
  private String lostParent(StagedColumn reference) {
    boolean self = scope.parent(reference) == scope.mappingId();
    return scope.sql(
        """
        s.%1$s IS NOT NULL AND (
          SELECT CASE WHEN t.%2$s IS NULL
            THEN (SELECT 1 FROM {waiting_reference} w WHERE w.mapping_id = %5$d
                  AND w.record_id = s.record_id AND w.field = '%6$s') IS NULL
            ELSE t.%2$s <> %8$s
              AND (SELECT 1 FROM {link} o WHERE o.mapping_id = %3$d
                   AND o.row_key = %7$s) IS NULL END%9$s
          FROM {link} p WHERE p.mapping_id = %3$d AND p.record_id = %4$s)
        """,
        reference.name(),
        scope.column(reference),
        scope.parent(reference),
        MariaDbScope.asRecordId("s." + reference.name()),
        scope.mappingId(),
        reference.binding().field().name().value().replace("'", "''"),
        scope.asText("t." + scope.column(reference)),
        scope.asValue("p.row_key", reference),
        self
            ? " AND (SELECT 1 FROM %s x WHERE x.%s = %s) IS NOT NULL"
                .formatted(scope.table(), scope.key(), scope.asKey("p.row_key"))
            : "");
  }

  /**
   * Turns new records into adopted ones where a row without a link holds their id, in its long or
   * its short form. The column's own collation goes by its index but may take ids for equal that
   * differ in case; so what it finds is compared exactly. Where rows are pushed, the row may hold
   * changes of its own: the record goes to the pull queue.
   */
  String adopt(StagedColumn recordId) {
    return scope.sql(
        """
        UPDATE %1$s p JOIN %2$s s ON s.seq = p.seq
        JOIN %3$s t ON t.%4$s IN (s.record_id, LEFT(s.record_id, 15))
          AND CONVERT(t.%4$s USING utf8mb4) COLLATE utf8mb4_bin
            IN (s.record_id, LEFT(s.record_id, 15))
        LEFT JOIN {link} k ON k.mapping_id = %5$d AND k.row_key = %6$s
        SET p.action = %7$s, p.row_key = %6$s
        WHERE p.action = 'N' AND k.row_key IS NULL
        """,
        scope.plan(),
        scope.stage(),
        scope.table(),
        scope.column(recordId),
        scope.mappingId(),
        scope.asText("t." + scope.key()),
        scope.layout().pushes() ? UNKNOWN.literal() : "'A'");
  }
}
