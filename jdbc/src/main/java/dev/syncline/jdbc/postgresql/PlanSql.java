package dev.syncline.jdbc.postgresql;

import static dev.syncline.jdbc.page.Diversion.STALE;
import static dev.syncline.jdbc.page.Diversion.UNKNOWN;
import static dev.syncline.jdbc.postgresql.PageScope.RANGE;

import dev.syncline.jdbc.page.PageOrder;
import dev.syncline.jdbc.page.StageLayout.StagedColumn;
import java.util.stream.Collectors;

/**
 * Statements that stage a page and find out what each of its records asks for. The actions of the
 * plan: {@code N} new row, {@code M} link without a row, {@code A} row without a link, {@code C}
 * changed, {@code S} same or older, {@code P} parked by planning, and those of {@code Diversion}.
 */
final class PlanSql {
  private final PageScope scope;

  PlanSql(PageScope scope) {
    this.scope = scope;
  }

  String dropTables() {
    return "DROP TABLE IF EXISTS " + scope.stage() + ", " + scope.plan();
  }

  String emptyStage() {
    return "TRUNCATE " + scope.stage();
  }

  String emptyPlan() {
    return "TRUNCATE " + scope.plan();
  }

  /** For halving: ranges of a page are then found without reading all of it. */
  String indexStage() {
    return "CREATE INDEX IF NOT EXISTS %s_seq ON %s (seq)"
        .formatted(scope.named("stage"), scope.stage());
  }

  String dropIndex() {
    return "DROP INDEX IF EXISTS " + scope.stage() + "_seq";
  }

  /** How many records of a range have which action. */
  String count() {
    return "SELECT s.action, count(*) FROM %s s WHERE true%s GROUP BY s.action"
        .formatted(scope.plan(), RANGE);
  }

  /** Takes all but the newest of each record off the stage. */
  String dropDuplicates() {
    return """
    DELETE FROM %1$s s USING %1$s newer
    WHERE newer.record_id = s.record_id
      AND (newer.stamp IS NOT NULL, newer.stamp, newer.seq)
          > (s.stamp IS NOT NULL, s.stamp, s.seq)
    """
        .formatted(scope.stage());
  }

  String createStage() {
    String columns =
        scope.layout().columns().stream()
            .map(c -> ", " + c.name() + " " + stagingType(c))
            .collect(Collectors.joining());
    String key =
        scope.newKey().map(next -> ", row_key " + scope.keyType() + " DEFAULT " + next).orElse("");
    return """
    CREATE TEMPORARY TABLE %s (
      seq integer NOT NULL, record_id text COLLATE "C" NOT NULL, stamp timestamptz,
      problem json, base json%s%s%s%s)
    """
        .formatted(
            scope.named("stage"),
            scope.layout().mayAlter() ? ", altered json" : "",
            scope.layout().live() ? ", " + LiveSql.STAGED : "",
            columns,
            key);
  }

  String createPlan() {
    return """
    CREATE TEMPORARY TABLE %s (
      seq integer, action "char", row_key %s, was json)
    """
        .formatted(scope.named("plan"), scope.keyType());
  }

  /** The base from before: of every record, or of those that have changed. */
  private String was() {
    return scope.layout().mayAlter() || scope.layout().mayKeepMore()
        ? "l.base"
        : "CASE WHEN l.base::text <> s.base::text THEN l.base END";
  }

  /**
   * Reads a page into the stage.
   *
   * @param makesKeys whether every record gets a new row key on the way
   */
  String copy(boolean makesKeys) {
    String columns =
        scope.layout().columns().stream().map(c -> ", " + c.name()).collect(Collectors.joining());
    String key = scope.newKey().isPresent() && !makesKeys ? ", row_key" : "";
    String altered = scope.layout().mayAlter() ? ", altered" : "";
    String live = scope.layout().live() ? ", " + LiveSql.COLUMNS : "";
    return "COPY %s (seq, record_id, stamp, problem, base%s%s%s%s) FROM STDIN"
        .formatted(scope.stage(), altered, live, columns, key);
  }

  /** Plans a new row. Parameter: number. */
  String planNew() {
    return "INSERT INTO %s (seq, action, row_key) SELECT s.seq, 'N', %s FROM %s s WHERE s.seq = ?"
        .formatted(scope.plan(), newKey(), scope.stage());
  }

  /** Plans a row for a link. Parameters: number, key. */
  String planMissing() {
    return "INSERT INTO %s (seq, action, row_key) VALUES (?, 'M', ?::%s)"
        .formatted(scope.plan(), scope.keyType());
  }

  private String newKey() {
    return scope
        .newKey()
        .map(next -> "COALESCE(s.row_key, " + next + ")")
        .orElseGet(scope::stagedKey);
  }

  /** What each record asks for. */
  String plan(PageOrder order) {
    if (scope.layout().live()) {
      return new LiveSql(scope).plan(newKey(), sameBase(), was());
    }
    String missing =
        scope.layout().pushes()
            ? "false"
            : "(SELECT true FROM %s t WHERE t.%s = l.row_key::%s LIMIT 1) IS NULL"
                .formatted(scope.table(), scope.key(), scope.keyType());
    return scope.sql(
        """
        INSERT INTO %1$s (seq, action, row_key, was)
        SELECT s.seq,
               CASE WHEN s.problem IS NOT NULL THEN 'P'
                    WHEN l.row_key IS NULL AND (
                      SELECT true FROM {tombstone} b WHERE b.mapping_id = %6$d
                        AND b.record_id = s.record_id AND b.token > %9$d LIMIT 1) THEN %10$s
                    WHEN l.row_key IS NULL THEN 'N'
                    WHEN (l.system_modstamp, l.read_token) > (s.stamp, %9$d) THEN 'S'
                    WHEN %2$s THEN 'M'
                    WHEN NOT %8$s AND %11$s AND NOT %7$s THEN 'S'
                    WHEN l.written_token > %9$d THEN %10$s
                    WHEN %12$s AND l.base::text = '{}' THEN %13$s
                    ELSE 'C' END,
               CASE WHEN s.problem IS NOT NULL THEN NULL
                    WHEN l.row_key IS NULL THEN %3$s
                    ELSE l.row_key::%4$s END,
               %14$s
        FROM %5$s s LEFT JOIN LATERAL (
          SELECT k.row_key, k.system_modstamp, k.base, k.read_token,
                 GREATEST(k.pushed_token, k.event_token) AS written_token
          FROM {link} k
          WHERE k.mapping_id = %6$d AND k.record_id = s.record_id LIMIT 1) l ON true
        """,
        scope.plan(),
        missing,
        newKey(),
        scope.keyType(),
        scope.stage(),
        scope.mappingId(),
        lostParent(),
        order.rewrites(),
        order.token(),
        STALE.literal(),
        sameBase(),
        scope.layout().pushes(),
        UNKNOWN.literal(),
        was());
  }

  /** A base with fields that are not pulled may have its fields in another order. */
  private String sameBase() {
    String same = "l.base::text = s.base::text";
    return scope.layout().hasUnpulled()
        ? "(" + same + " OR l.base::jsonb || s.base::jsonb = l.base::jsonb)"
        : same;
  }

  /** Whether the row of an unchanged record has lost the row of its parent, which is back. */
  private String lostParent() {
    return scope
        .layout()
        .anyReference(this::lostParent)
        .map(
            lost ->
                "EXISTS (SELECT FROM %s t WHERE t.%s = l.row_key::%s AND (%s))"
                    .formatted(scope.table(), scope.key(), scope.keyType(), lost))
        .orElse("false");
  }

  /** The parent has a row, and the key is empty with nothing to wait for, or leads nowhere. */
  private String lostParent(StagedColumn reference) {
    return scope.sql(
        """
        s.%1$s IS NOT NULL AND (
          SELECT CASE WHEN t.%2$s IS NULL
            THEN (SELECT true FROM {waiting_reference} w WHERE w.mapping_id = %4$d
                  AND w.record_id = s.record_id AND w.field = '%5$s' LIMIT 1) IS NULL
            ELSE t.%2$s <> k.row_key::%6$s
              AND (SELECT true FROM {link} o WHERE o.mapping_id = %3$d
                   AND o.row_key = t.%2$s::text COLLATE "C" LIMIT 1) IS NULL END%7$s
          FROM {link} k WHERE k.mapping_id = %3$d AND k.record_id = s.%1$s LIMIT 1)
        """,
        reference.name(),
        scope.column(reference),
        scope.parent(reference),
        scope.mappingId(),
        reference.binding().field().name().value().replace("'", "''"),
        scope.target().type(reference),
        scope
            .parentTable(reference)
            .map(
                parent ->
                    " AND (SELECT true FROM %s x WHERE x.%s = k.row_key::%s LIMIT 1)"
                        .formatted(parent.table(), parent.key(), scope.target().type(reference)))
            .orElse(""));
  }

  /**
   * Turns new records into adopted ones where a row without a link holds their id, in its long or
   * its short form. Where rows are pushed, the row may hold changes of its own: the record goes to
   * the pull queue.
   */
  String adopt(StagedColumn recordId) {
    return scope.sql(
        """
        UPDATE %1$s p SET action = %8$s, row_key = t.%2$s
        FROM %3$s s, %4$s t
        WHERE p.action = 'N' AND s.seq = p.seq
          AND t.%5$s IN (s.record_id::%7$s, left(s.record_id, 15)::%7$s)
          AND (SELECT true FROM {link} k
               WHERE k.mapping_id = %6$d AND k.row_key = t.%2$s::text LIMIT 1) IS NULL
        """,
        scope.plan(),
        scope.key(),
        scope.stage(),
        scope.table(),
        scope.column(recordId),
        scope.mappingId(),
        scope.target().type(recordId),
        scope.layout().pushes() ? UNKNOWN.literal() : "'A'");
  }

  private static String stagingType(StagedColumn column) {
    return column.isReference()
        ? "text COLLATE \"C\""
        : PostgresTypes.stagingSql(column.binding().column().type());
  }
}
