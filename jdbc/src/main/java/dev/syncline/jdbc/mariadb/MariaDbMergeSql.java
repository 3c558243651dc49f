package dev.syncline.jdbc.mariadb;

import static dev.syncline.jdbc.mariadb.MariaDbScope.RANGE;

import dev.syncline.jdbc.page.Diversion;
import dev.syncline.jdbc.page.StageLayout.StagedColumn;
import dev.syncline.jdbc.run.Superseded;
import dev.syncline.model.ColumnType;
import dev.syncline.model.FieldName;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Statements that bring a staged page into rows and links. Rows come before links, as the server
 * makes their keys; references to records of the same page are filled by a statement behind.
 */
final class MariaDbMergeSql {
  /**
   * Counts how often the sides have answered each other without a rest of ten minutes. The columns
   * are set in their order, so that the time is looked at before it changes.
   */
  private static final String TURN =
      """
      k.turns = IF(k.turned_at > UTC_TIMESTAMP(6) - INTERVAL 10 MINUTE,
                   k.turns + IF(k.turn_side = 'pull', 0, 1), 1),
      k.turned_at = UTC_TIMESTAMP(6), k.turn_side = 'pull'
      """;

  private final MariaDbScope scope;
  private final String from;

  MariaDbMergeSql(MariaDbScope scope) {
    this.scope = scope;
    this.from = " FROM %s s JOIN %s p ON p.seq = s.seq".formatted(scope.stage(), scope.plan());
  }

  /** Rows that are not there, in the order of the stage; their keys are the answer. */
  String insertNew() {
    return "INSERT INTO %s (%s) SELECT %s%s WHERE p.action = 'N'%s ORDER BY s.seq RETURNING %s"
        .formatted(scope.table(), columns(), values(), from, RANGE, scope.asText(scope.key()));
  }

  /** The numbers of the new records, in the order of their insert. */
  String newNumbers() {
    return "SELECT s.seq FROM %s s WHERE s.action = 'N'%s ORDER BY s.seq"
        .formatted(scope.plan(), RANGE);
  }

  /** Notes the key of one new row. Parameters: key, number. */
  String noteKey() {
    return "UPDATE " + scope.plan() + " SET row_key = ? WHERE seq = ?";
  }

  /** Rows that are gone although they are linked, under their old keys. */
  String insertMissing() {
    boolean mapped = scope.layout().mappedKey().isPresent();
    return "INSERT INTO %s (%s%s) SELECT %s%s%s WHERE p.action = 'M'%s"
        .formatted(
            scope.table(),
            mapped ? "" : scope.key() + ", ",
            columns(),
            mapped ? "" : scope.asKey("p.row_key") + ", ",
            values(),
            from,
            RANGE);
  }

  /** Links for new and adopted rows. Parameters: refresh, token, run, range. */
  String linkNew() {
    if (scope.layout().live()) {
      return new MariaDbLiveSql(scope).linkNew();
    }
    return scope.sql(
        """
        INSERT INTO {link}
          (mapping_id, record_id, row_key, base, system_modstamp, seen_run, read_token, made_run)
        SELECT %d, s.record_id, p.row_key, s.base, s.stamp, ?, ?, IF(p.action = 'N', ?, 0) %s
        WHERE p.action IN ('N', 'A')%s
        """,
        scope.mappingId(), from, RANGE);
  }

  /**
   * Rows that have changed. Parameters: range.
   *
   * @param rewrites whether columns are written too whose field has not changed
   */
  String updateChanged(boolean rewrites) {
    String set =
        scope.layout().columns().stream()
            .map(c -> "t." + scope.column(c) + " = " + (rewrites ? scope.value(c) : unlessSame(c)))
            .collect(Collectors.joining(", "));
    return "UPDATE %s s JOIN %s p ON p.seq = s.seq JOIN %s t ON t.%s = %s SET %s"
            .formatted(
                scope.stage(),
                scope.plan(),
                scope.table(),
                scope.key(),
                scope.asKey("p.row_key"),
                set)
        + " WHERE p.action IN ('C', 'A')"
        + RANGE;
  }

  /** The new value; where the row may keep more than its field, only if that has changed. */
  private String unlessSame(StagedColumn column) {
    return column.mayKeepMore()
        ? "IF(%s, %s, %s)"
            .formatted(
                isSame("'$.\"" + column.fieldInLiteral() + "\"'"),
                kept(column),
                scope.value(column))
        : scope.value(column);
  }

  /**
   * What the row holds; a text in the form of ours, as the table's own collation may be another.
   */
  private String kept(StagedColumn column) {
    String held = "t." + scope.column(column);
    return switch (column.binding().column().type()) {
      case ColumnType.Varchar _, ColumnType.LongText _ ->
          "CONVERT(%s USING utf8mb4) COLLATE utf8mb4_nopad_bin".formatted(held);
      case ColumnType.Truth _,
          ColumnType.Whole _,
          ColumnType.Decimal _,
          ColumnType.Floating _,
          ColumnType.Date _,
          ColumnType.Timestamp _,
          ColumnType.TimeOfDay _,
          ColumnType.Uuid _,
          ColumnType.Json _,
          ColumnType.TextArray _,
          ColumnType.Other _ ->
          held;
    };
  }

  /**
   * Whether the base from before has the same at a path. Two extracts that are compared as they are
   * differ even where their texts are the same, as only one of them loses its quotes.
   */
  private static String isSame(String path) {
    return "COALESCE(BINARY JSON_EXTRACT(p.was, %1$s) = BINARY JSON_EXTRACT(s.base, %1$s), false)"
        .formatted(path);
  }

  /** Tells the history what rules altered of values that are new. Parameters: range. */
  String tellAltered() {
    return scope.sql(
        """
        INSERT INTO {history} (mapping_id, record_id, row_key, event, detail)
        SELECT %d, s.record_id, p.row_key, 'ALTERED',
               JSON_OBJECT('field', a.field, 'code', a.code, 'message', a.message)
        FROM %s s JOIN %s p ON p.seq = s.seq
        JOIN JSON_TABLE(s.altered, '$[*]' COLUMNS (
          field varchar(255) PATH '$.field', code varchar(64) PATH '$.code',
          message varchar(1000) PATH '$.message')) a
        WHERE p.action IN ('N', 'A', 'C', 'M') AND s.altered IS NOT NULL
          AND (p.action <> 'C' OR NOT %s)%s
        """,
        scope.mappingId(),
        scope.stage(),
        scope.plan(),
        isSame("CONCAT('$.\"', a.field, '\"')"),
        RANGE);
  }

  /** Notes the bases of changed rows before they are replaced. Parameters: run, range. */
  String noteSuperseded() {
    return scope.sql(
        Superseded.VALUES
            + """
            %d, s.record_id, p.row_key, ?, 'WRITTEN', p.was %s
            WHERE p.action IN ('C', 'M') AND p.was IS NOT NULL%s
            """,
        scope.mappingId(),
        from,
        RANGE);
  }

  /** In how many rows fields would become empty that are not, in their order. */
  String countEmptied(List<FieldName> fields) {
    return fields.stream()
        .map(field -> "\"" + field.value().replace("'", "''") + "\":")
        .map(
            member ->
                """
                COALESCE(SUM(LOCATE('%1$snull', p.was) = 0 AND LOCATE('%1$snull', s.base) > 0
                  AND LOCATE('%1$s', p.was) > 0 AND LOCATE('%1$s null', p.was) = 0), 0)\
                """
                    .formatted(member))
        .collect(
            Collectors.joining(
                ", ", "SELECT ", from + " WHERE p.action = 'C' AND p.was IS NOT NULL"));
  }

  /** Links of changed rows. Parameters: refresh, token, range. */
  String linkChanged() {
    String key =
        scope
            .layout()
            .mappedKey()
            .map(c -> ", k.row_key = " + scope.asText("s." + c.name()))
            .orElse("");
    String turn = scope.layout().pushes() ? ", " + TURN : "";
    String noted =
        scope.layout().live()
            ? MariaDbLiveSql.NOTED
            : "k.system_modstamp = s.stamp, k.seen_run = ?, k.read_token = ?";
    return onLinks(
        "k.base = %s, %s%s%s".formatted(scope.mergedBase(), noted, key, turn), "'C', 'M'");
  }

  /** Notes that records were met whose rows stay as they are. Parameters: run, token, range. */
  String linkSeen() {
    String newest =
        "k.read_token = GREATEST(k.read_token, ?),"
            + " k.system_modstamp = GREATEST(k.system_modstamp, s.stamp)";
    return onLinks(
        scope.layout().live() ? MariaDbLiveSql.NOTED : "k.seen_run = ?, " + newest, "'S'");
  }

  /** Notes that parked records were met. Parameters: run, range. */
  String linkParked() {
    return onLinks("k.seen_run = ?", "'P'");
  }

  private String onLinks(String set, String actions) {
    return scope.sql(
        """
        UPDATE %s s JOIN %s p ON p.seq = s.seq
        JOIN {link} k ON k.mapping_id = %d AND k.record_id = s.record_id
        SET %s WHERE p.action IN (%s)%s
        """,
        scope.stage(), scope.plan(), scope.mappingId(), set, actions, RANGE);
  }

  /**
   * Fills references to records of the same page, and of pages just committed. Parameters: range.
   */
  String resolveInPage(StagedColumn reference) {
    return scope.sql(
        """
        UPDATE %1$s s JOIN %2$s p ON p.seq = s.seq
        JOIN {link} parent ON parent.mapping_id = %3$d AND parent.record_id = %4$s
        JOIN %5$s t ON t.%6$s = %7$s
        SET t.%8$s = parent.row_key
        WHERE p.action IN ('N', 'A', 'C', 'M') AND t.%8$s IS NULL%9$s
        """,
        scope.stage(),
        scope.plan(),
        scope.parent(reference),
        MariaDbScope.asRecordId("s." + reference.name()),
        scope.table(),
        scope.key(),
        scope.asKey("p.row_key"),
        scope.column(reference),
        RANGE);
  }

  /** Forgets what the records of the page waited for. Parameters: range. */
  String clearWaiting() {
    return scope.sql(
        """
        DELETE w FROM {waiting_reference} w JOIN %s s ON s.record_id = w.record_id
        JOIN %s p ON p.seq = s.seq
        WHERE w.mapping_id = %d AND p.action IN ('N', 'A', 'C', 'M')%s
        """,
        scope.stage(), scope.plan(), scope.mappingId(), RANGE);
  }

  /** Notes which references of written records wait for their parent. Parameters: range. */
  String awaitParents(StagedColumn reference) {
    return scope.sql(
        """
        INSERT INTO {waiting_reference}
          (mapping_id, record_id, field, parent_mapping_id, parent_record_id)
        SELECT %1$d, s.record_id, '%2$s', %3$d, %4$s %5$s
        LEFT JOIN {link} r ON r.mapping_id = %3$d AND r.record_id = %4$s
        WHERE s.%6$s IS NOT NULL AND r.record_id IS NULL
          AND p.action IN ('N', 'A', 'C', 'M')%7$s
        ON DUPLICATE KEY UPDATE parent_mapping_id = VALUES(parent_mapping_id),
          parent_record_id = VALUES(parent_record_id)
        """,
        scope.mappingId(),
        reference.binding().field().name().value().replace("'", "''"),
        scope.parent(reference),
        MariaDbScope.asRecordId("s." + reference.name()),
        from,
        reference.name(),
        RANGE);
  }

  /** Clears the parked entries of records that are taken in. */
  String clearParked() {
    return scope.sql(
        """
        DELETE q FROM {parked} q JOIN %s s ON s.record_id = q.record_id
        JOIN %s p ON p.seq = s.seq
        WHERE q.mapping_id = %d AND s.problem IS NULL AND p.action NOT IN (%s)
        """,
        scope.stage(), scope.plan(), scope.mappingId(), Diversion.literals());
  }

  /** Parks what planning has set aside. */
  String parkPlanned() {
    return park(
        "JSON_VALUE(s.problem, '$.code'), JSON_VALUE(s.problem, '$.class'),"
            + " JSON_VALUE(s.problem, '$.message'), JSON_VALUE(s.problem, '$.action')",
        "s.problem IS NOT NULL AND p.action = 'P'");
  }

  /** Parks one record. Parameters: code, class, message, action, number. */
  String parkOne() {
    return park("?, ?, ?, ?", "s.seq = ?");
  }

  private String park(String problem, String which) {
    return scope.sql(
        """
        INSERT INTO {parked} (mapping_id, record_id, code, error_class, message, action)
        SELECT %d, s.record_id, %s %s WHERE %s
        ON DUPLICATE KEY UPDATE code = VALUES(code), error_class = VALUES(error_class),
          message = VALUES(message), action = VALUES(action), parked_at = UTC_TIMESTAMP(6)
        """,
        scope.mappingId(), problem, from, which);
  }

  private String columns() {
    return scope.layout().columns().stream().map(scope::column).collect(Collectors.joining(", "));
  }

  private String values() {
    return scope.layout().columns().stream().map(scope::value).collect(Collectors.joining(", "));
  }
}
