package dev.syncline.jdbc.postgresql;

import static dev.syncline.jdbc.postgresql.PageScope.RANGE;

import dev.syncline.jdbc.page.StageLayout.StagedColumn;
import dev.syncline.jdbc.run.Superseded;
import dev.syncline.model.FieldName;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Statements that bring a staged page into rows and links. Links come first, so that a reference to
 * a record of the same page is resolved at once; then what waits for a parent, and rows last: a
 * parent that another worker commits meanwhile is waited for in vain, but never lost.
 */
final class MergeSql {
  /** Counts how often the sides have answered each other without a rest of ten minutes. */
  private static final String TURN =
      """
      turns = CASE WHEN k.turned_at > clock_timestamp() - interval '10 minutes'
                   THEN k.turns + CASE WHEN k.turn_side = 'pull' THEN 0 ELSE 1 END
                   ELSE 1 END,
      turned_at = clock_timestamp(), turn_side = 'pull'
      """;

  /** A longer name would be cut by PostgreSQL; names of fields are of ASCII. */
  private static final int MOST_NAME_BYTES = 63;

  private final PageScope scope;

  MergeSql(PageScope scope) {
    this.scope = scope;
  }

  /** Links of a page that holds new records only. Parameters: refresh, token, run. */
  String linkAllNew() {
    return scope.sql(
        """
        INSERT INTO {link}
          (mapping_id, record_id, row_key, base, system_modstamp, seen_run, read_token, made_run)
        SELECT %d, s.record_id, (%s)::text, s.base, s.stamp, ?, ?, ?
        FROM %s s WHERE s.problem IS NULL
        """,
        scope.mappingId(), scope.stagedKey(), scope.stage());
  }

  /** Rows of a page that holds new records only. */
  String insertAllNew() {
    return insert(scope.stagedKey()) + " FROM " + scope.stage() + " s WHERE s.problem IS NULL";
  }

  /** Links for new and adopted rows. Parameters: refresh, token, run, range. */
  String linkNew() {
    if (scope.layout().live()) {
      return new LiveSql(scope).linkNew();
    }
    return scope.sql(
        """
        INSERT INTO {link}
          (mapping_id, record_id, row_key, base, system_modstamp, seen_run, read_token, made_run)
        SELECT %d, s.record_id, p.row_key::text, s.base, s.stamp, ?, ?,
               CASE p.action WHEN 'N' THEN ?::bigint ELSE 0 END
        FROM %s s JOIN %s p ON p.seq = s.seq WHERE p.action IN ('N', 'A')%s
        """,
        scope.mappingId(), scope.stage(), scope.plan(), RANGE);
  }

  /** Rows that are not there. Parameters: range. */
  String insertNew() {
    String key = scope.newKey().isPresent() ? "p.row_key" : scope.stagedKey();
    return insert(key)
        + " FROM %s s JOIN %s p ON p.seq = s.seq WHERE p.action IN ('N', 'M')%s"
            .formatted(scope.stage(), scope.plan(), RANGE);
  }

  /** Sets the sequence behind the largest key there is, unless it is there already. */
  String catchUp(String sequence) {
    return """
    SELECT setval('%1$s'::regclass, k.last)
    FROM (SELECT max(%2$s) AS last FROM %3$s) k, pg_sequences q
    WHERE format('%%I.%%I', q.schemaname, q.sequencename)::regclass = '%1$s'::regclass
      AND k.last > COALESCE(q.last_value, 0)
    """
        .formatted(sequence.replace("'", "''"), scope.key(), scope.table());
  }

  /**
   * Rows that have changed. Parameters: range.
   *
   * @param rewrites whether columns are written too whose field has not changed
   */
  String updateChanged(boolean rewrites) {
    String set =
        scope.layout().columns().stream()
            .map(c -> scope.column(c) + " = " + (rewrites ? scope.value(c) : unlessSame(c)))
            .collect(Collectors.joining(", "));
    return """
    UPDATE %s t SET %s FROM %s s JOIN %s p ON p.seq = s.seq%s
    WHERE p.action IN ('C', 'A') AND t.%s = p.row_key%s
    """
        .formatted(
            scope.table(),
            set,
            scope.stage(),
            scope.plan(),
            rewrites ? "" : bases(),
            scope.key(),
            RANGE);
  }

  /** The fields of both bases whose columns may keep more, taken apart once for all of them. */
  private String bases() {
    String fields =
        scope.layout().columns().stream()
            .filter(MergeSql::isTakenApart)
            .map(column -> scope.dialect().quote(column.binding().field().name().value()) + " json")
            .collect(Collectors.joining(", "));
    return fields.isEmpty()
        ? ""
        : """
         CROSS JOIN LATERAL json_to_record(p.was) AS w (%1$s)
        CROSS JOIN LATERAL json_to_record(s.base) AS b (%1$s)\
        """
            .formatted(fields);
  }

  /** The names of a record's columns have at most 63 bytes. */
  private static boolean isTakenApart(StagedColumn column) {
    return column.mayKeepMore()
        && column.binding().field().name().value().length() <= MOST_NAME_BYTES;
  }

  /** The new value; where the row may keep more than its field, only if that has changed. */
  private String unlessSame(StagedColumn column) {
    return column.mayKeepMore()
        ? "CASE WHEN %s THEN t.%s ELSE %s END"
            .formatted(
                isTakenApart(column) ? isSame(column) : isSame("'" + column.fieldInLiteral() + "'"),
                scope.column(column),
                scope.value(column))
        : scope.value(column);
  }

  /** The same by what {@link #bases()} has taken apart, where null and absent are alike. */
  private String isSame(StagedColumn column) {
    return """
    CASE WHEN w.%1$s IS NULL THEN b.%1$s IS NULL AND %2$s ELSE w.%1$s::text = b.%1$s::text END\
    """
        .formatted(
            scope.dialect().quote(column.binding().field().name().value()),
            isSame("'" + column.fieldInLiteral() + "'"));
  }

  /** Whether the base from before has the same of a field. */
  private static String isSame(String field) {
    return "(p.was->%1$s) IS NOT NULL AND (p.was->%1$s)::text = (s.base->%1$s)::text"
        .formatted(field);
  }

  /** Tells the history what rules altered of values that are new. Parameters: range. */
  String tellAltered() {
    return scope.sql(
        """
        INSERT INTO {history} (mapping_id, record_id, row_key, event, detail)
        SELECT %d, s.record_id, p.row_key::text, 'ALTERED', a.one::text
        FROM %s s JOIN %s p ON p.seq = s.seq
        CROSS JOIN LATERAL json_array_elements(s.altered) a (one)
        WHERE p.action IN ('N', 'A', 'C', 'M') AND s.altered IS NOT NULL
          AND (p.action <> 'C' OR (%s) IS NOT TRUE)%s
        """,
        scope.mappingId(), scope.stage(), scope.plan(), isSame("(a.one->>'field')"), RANGE);
  }

  /** The same of a page that holds new records only. */
  String tellAlteredOfNew() {
    return scope.sql(
        """
        INSERT INTO {history} (mapping_id, record_id, row_key, event, detail)
        SELECT %d, s.record_id, (%s)::text, 'ALTERED', a.one::text
        FROM %s s CROSS JOIN LATERAL json_array_elements(s.altered) a (one)
        WHERE s.problem IS NULL AND s.altered IS NOT NULL
        """,
        scope.mappingId(), scope.stagedKey(), scope.stage());
  }

  /** Notes the bases of changed rows before they are replaced. Parameters: run, range. */
  String noteSuperseded() {
    return scope.sql(
        Superseded.VALUES
            + """
            %d, s.record_id, p.row_key::text, ?, 'WRITTEN', p.was
            FROM %s s JOIN %s p ON p.seq = s.seq
            WHERE p.action IN ('C', 'M') AND p.was IS NOT NULL%s
            """,
        scope.mappingId(),
        scope.stage(),
        scope.plan(),
        RANGE);
  }

  /** In how many rows fields would become empty that are not, in their order. */
  String countEmptied(List<FieldName> fields) {
    return fields.stream()
        .map(field -> "\"" + field.value().replace("'", "''") + "\":")
        .map(
            member ->
                """
                count(*) FILTER (WHERE strpos(c.was, '%1$snull') = 0
                  AND strpos(c.base, '%1$snull') > 0 AND strpos(c.was, '%1$s') > 0
                  AND strpos(c.was, '%1$s null') = 0)\
                """
                    .formatted(member))
        .collect(
            Collectors.joining(
                ", ",
                "SELECT ",
                """
                 FROM (
                  SELECT s.base::text AS base, p.was::text AS was
                  FROM %s s JOIN %s p ON p.seq = s.seq
                  WHERE p.action = 'C' AND p.was IS NOT NULL OFFSET 0) c
                """
                    .formatted(scope.stage(), scope.plan())));
  }

  /** Links of changed rows. Parameters: refresh, token, range. */
  String linkChanged() {
    String key = scope.newKey().isPresent() ? "" : ", row_key = " + scope.stagedKey() + "::text";
    String base =
        scope.layout().hasUnpulled() ? "(k.base::jsonb || s.base::jsonb)::json" : "s.base";
    String turn = scope.layout().pushes() ? ", " + TURN : "";
    String noted =
        scope.layout().live()
            ? LiveSql.NOTED
            : "system_modstamp = s.stamp, seen_run = ?, read_token = ?";
    return scope.sql(
        """
        UPDATE {link} k
        SET base = %s, %s%s
        FROM %s s JOIN %s p ON p.seq = s.seq
        WHERE p.action IN ('C', 'M') AND k.mapping_id = %d AND k.record_id = s.record_id%s
        """,
        base, noted, key + turn, scope.stage(), scope.plan(), scope.mappingId(), RANGE);
  }

  /** Notes that records were met whose rows stay as they are. Parameters: refresh, token, range. */
  String linkSeen() {
    String noted =
        scope.layout().live()
            ? LiveSql.NOTED
            : """
            seen_run = ?, read_token = GREATEST(k.read_token, ?),
            system_modstamp = GREATEST(k.system_modstamp, s.stamp)\
            """;
    return scope.sql(
        """
        UPDATE {link} k SET %s
        FROM %s s JOIN %s p ON p.seq = s.seq
        WHERE p.action = 'S' AND k.mapping_id = %d AND k.record_id = s.record_id%s
        """,
        noted, scope.stage(), scope.plan(), scope.mappingId(), RANGE);
  }

  /** Forgets what the records of the page waited for. */
  String clearWaiting() {
    return scope.sql(
        """
        DELETE FROM {waiting_reference} w USING %s s JOIN %s p ON p.seq = s.seq
        WHERE w.mapping_id = %d AND w.record_id = s.record_id
          AND p.action IN ('N', 'A', 'C', 'M')
        """,
        scope.stage(), scope.plan(), scope.mappingId());
  }

  /** Notes the waiting references of a page that holds new records only, in one pass over it. */
  String awaitParentsOfNew() {
    return awaitParents(scope.stagedKey(), "", "");
  }

  /** Notes which references of written records wait for their parent. Parameters: range. */
  String awaitParentsOfWritten() {
    return awaitParents(
        scope.newKey().isPresent() ? "p.row_key" : scope.stagedKey(),
        " JOIN " + scope.plan() + " p ON p.seq = s.seq",
        " AND p.action IN ('N', 'A', 'C', 'M')" + RANGE);
  }

  /**
   * A subquery per reference, as for the values: it goes by the index whatever the statistics say.
   */
  private String awaitParents(String rowKey, String plan, String written) {
    String references =
        scope.layout().references().stream()
            .map(
                r ->
                    "('%s', %d::bigint, s.%s)"
                        .formatted(
                            r.binding().field().name().value().replace("'", "''"),
                            scope.parent(r),
                            r.name()))
            .collect(Collectors.joining(", "));
    return scope.sql(
        """
        INSERT INTO {waiting_reference}
          (mapping_id, record_id, field, parent_mapping_id, parent_record_id, row_key)
        SELECT %1$d, s.record_id, r.field, r.mapping, r.parent, (%6$s)::text
        FROM %2$s s%3$s CROSS JOIN LATERAL (VALUES %4$s) AS r (field, mapping, parent)
        WHERE s.problem IS NULL AND r.parent IS NOT NULL
          AND (SELECT true FROM {link} k
               WHERE k.mapping_id = r.mapping AND k.record_id = r.parent LIMIT 1) IS NULL%5$s
        ON CONFLICT (mapping_id, record_id, field) DO UPDATE
        SET parent_mapping_id = excluded.parent_mapping_id,
            parent_record_id = excluded.parent_record_id, row_key = excluded.row_key
        """,
        scope.mappingId(), scope.stage(), plan, references, written, rowKey);
  }

  private String insert(String key) {
    boolean makesKey = scope.newKey().isPresent();
    String columns =
        scope.layout().columns().stream().map(scope::column).collect(Collectors.joining(", "));
    String values =
        scope.layout().columns().stream().map(scope::value).collect(Collectors.joining(", "));
    return "INSERT INTO %s (%s%s) OVERRIDING SYSTEM VALUE SELECT %s%s"
        .formatted(
            scope.table(),
            makesKey ? scope.key() + ", " : "",
            columns,
            makesKey ? key + ", " : "",
            values);
  }
}
