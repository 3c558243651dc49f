package dev.syncline.jdbc.postgresql;

import static dev.syncline.jdbc.capture.CaptureNames.literal;

import dev.syncline.engine.database.Capture;
import dev.syncline.engine.mapping.FedColumns;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.capture.CaptureNames;
import dev.syncline.jdbc.capture.TriggerWords;
import dev.syncline.jdbc.outbox.EntryChange;
import dev.syncline.jdbc.outbox.SetWords;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Column;
import dev.syncline.model.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Capture of PostgreSQL: two functions per mapping that run with our rights, and triggers that fire
 * in every replication role. Whether a row has really changed, and whether the change is our own,
 * is the triggers' condition, so that nothing is called in vain.
 */
public final class PostgresTriggers implements TriggerWords {
  private static final List<String> EVENTS = List.of("insert", "update", "delete", "truncate");

  /** A trigger before the row may change what we write; 2 is BEFORE and 1 is ROW in tgtype. */
  private static final String OTHERS_BEFORE =
      """
      SELECT string_agg(tgname, ', ' ORDER BY tgname) FROM pg_trigger
      WHERE tgrelid = to_regclass(?) AND NOT tgisinternal AND tgtype & 3 = 3
        AND tgname NOT LIKE 'syncline\\_%' AND tgenabled <> 'D'
      """;

  private final PostgresDialect dialect;
  private final SetWords words;
  private final PostgresRelatedTriggers related;

  public PostgresTriggers(PostgresDialect dialect, SetWords words) {
    this.dialect = dialect;
    this.words = words;
    this.related = new PostgresRelatedTriggers(dialect, words);
  }

  @Override
  public List<String> install(Connection connection, ResolvedMapping mapping) throws SQLException {
    List<String> statements = new ArrayList<>();
    statements.add(
        dialect.sql(
            """
            -- The number of the mapping %s.
            INSERT INTO {mapping} (name) VALUES (%s) ON CONFLICT (name) DO NOTHING\
            """
                .formatted(mapping.mapping().name(), name(mapping))));
    statements.add(
        """
        -- Notes a changed row of %s. Runs with the rights of its owner: the application needs none.
        %s\
        """
            .formatted(mapping.table().name(), function(mapping, "capture", changeBody(mapping))));
    statements.add(
        """
        -- A TRUNCATE tells of no rows: it pauses the push of the mapping until a person has looked.
        %s\
        """
            .formatted(function(mapping, "truncated", truncateBody(mapping))));
    for (String kind : List.of("capture", "truncated")) {
      statements.add("REVOKE ALL ON FUNCTION " + functionName(mapping, kind) + "() FROM PUBLIC");
    }
    statements.add(triggers(connection, mapping));
    statements.addAll(related.install(connection, mapping));
    return statements;
  }

  private String function(ResolvedMapping mapping, String kind, String body) {
    return TriggerParts.function(functionName(mapping, kind), body);
  }

  private String changeBody(ResolvedMapping mapping) {
    String key = dialect.quote(mapping.rowKey().name().value());
    String insert = "INSERT INTO {outbox} AS o (mapping_id, row_key, gone";
    String conflict = words.ifPresent("row_key, mapping_id", "");
    return dialect.sql(
        """

        DECLARE
          mapping_number bigint;
          rings boolean;
          earlier_key text;
        BEGIN
          SELECT m.id, %7$s INTO mapping_number, rings FROM {mapping} m, {doorbell} d
          WHERE m.name = %1$s;
          IF TG_OP = 'UPDATE' AND OLD.%2$s::text COLLATE "C" <> NEW.%2$s::text COLLATE "C" THEN
            -- The key itself has changed: the link follows before either entry is claimed.
            earlier_key := (SELECT o.previous_key FROM {outbox} o
              WHERE o.row_key = OLD.%2$s::text AND o.mapping_id = mapping_number);
            %3$s) VALUES (mapping_number, OLD.%2$s::text, true)
            %4$s%5$s, previous_key = NULL;
            %3$s, previous_key)
            VALUES (mapping_number, NEW.%2$s::text, false,
              NULLIF(COALESCE(earlier_key, OLD.%2$s::text), NEW.%2$s::text))
            %4$s%6$s;
          ELSIF TG_OP = 'DELETE' THEN
            %3$s) VALUES (mapping_number, OLD.%2$s::text, true)
            %4$s%5$s;
          ELSE
            %3$s) VALUES (mapping_number, NEW.%2$s::text, false)
            %4$s%6$s;
          END IF;
          IF rings THEN
            PERFORM pg_notify('%8$s', ''); -- once for the whole transaction
          END IF;
          RETURN NULL;
        END
        """
            .formatted(
                name(mapping),
                key,
                insert,
                conflict,
                EntryChange.set(words, "true"),
                EntryChange.set(words, "false"),
                PostgresRinger.IS_ARMED,
                PostgresRinger.CHANNEL));
  }

  private String truncateBody(ResolvedMapping mapping) {
    return truncateBody(dialect, mapping, mapping.table().name());
  }

  /** Pauses the push of a mapping, because a table was emptied. */
  static String truncateBody(PostgresDialect dialect, ResolvedMapping mapping, TableName table) {
    String reason =
        "Table %s was emptied by TRUNCATE, which tells of no rows: compare the mapping, then resume"
            .formatted(table);
    return dialect.sql(
        """

        BEGIN
          INSERT INTO {pause} (org_name, mapping_name, direction, reason)
          VALUES (%s, %s, 'PUSH', %s)
          ON CONFLICT (org_name, mapping_name, direction) DO UPDATE
          SET reason = excluded.reason, since = excluded.since, until_at = NULL;
          RETURN NULL;
        END
        """
            .formatted(literal(mapping.mapping().org().value()), name(mapping), literal(reason)));
  }

  private String triggers(Connection connection, ResolvedMapping mapping) throws SQLException {
    Map<String, String> definitions = definitions(connection, mapping);
    return TriggerParts.atOnce(
        "The triggers",
        EVENTS.stream()
            .map(
                event ->
                    TriggerParts.replaced(
                        triggerName(mapping, event),
                        table(mapping),
                        definitions.getOrDefault(event, "")))
            .toList());
  }

  /** The triggers by event. */
  private Map<String, String> definitions(Connection connection, ResolvedMapping mapping)
      throws SQLException {
    boolean marked = othersBefore(connection, mapping).isEmpty();
    String foreign =
        marked
            ? "(COALESCE(current_setting('syncline.writing', true), '') NOT IN ('on', %s)"
                    .formatted(CaptureNames.mark(mapping.mapping().name()))
                + " OR pg_trigger_depth() > 0)"
            : "true";
    String changed = differs(CaptureNames.watched(mapping));
    List<Column> fed = FedColumns.of(mapping);
    Map<String, String> definitions = new HashMap<>();
    String made = FedColumns.inNewRows(mapping) ? "true" : foreign;
    definitions.put("insert", rowTrigger(mapping, "insert", made));
    definitions.put("delete", rowTrigger(mapping, "delete", foreign));
    definitions.put(
        "update",
        rowTrigger(
            mapping,
            "update",
            foreign
                + " AND ("
                + changed
                + ")"
                + (fed.isEmpty() ? "" : "\n      OR " + differs(fed))));
    definitions.put(
        "truncate",
        "CREATE TRIGGER %s BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION %s()"
            .formatted(
                triggerName(mapping, "truncate"),
                table(mapping),
                functionName(mapping, "truncated")));
    return definitions;
  }

  private String rowTrigger(ResolvedMapping mapping, String event, String when) {
    return """
    CREATE TRIGGER %s AFTER %s ON %s FOR EACH ROW
        WHEN (%s)
        EXECUTE FUNCTION %s()\
    """
        .formatted(
            triggerName(mapping, event),
            event.toUpperCase(Locale.ROOT),
            table(mapping),
            when,
            functionName(mapping, "capture"));
  }

  private String differs(List<Column> columns) {
    return columns.stream()
        .map(column -> TriggerParts.differs(dialect, column))
        .collect(Collectors.joining("\n      OR "));
  }

  @Override
  public List<String> uninstall(Connection connection, ResolvedMapping mapping)
      throws SQLException {
    List<String> statements = new ArrayList<>(related.uninstall(connection, mapping));
    for (String event : EVENTS) {
      statements.add(
          "DROP TRIGGER IF EXISTS %s ON %s".formatted(triggerName(mapping, event), table(mapping)));
    }
    for (String kind : List.of("capture", "truncated")) {
      statements.add("DROP FUNCTION IF EXISTS " + functionName(mapping, kind) + "()");
    }
    return statements;
  }

  @Override
  public List<String> roles(List<ResolvedMapping> mappings) {
    return PostgresRoles.statements(dialect, mappings);
  }

  @Override
  public Capture.Status status(Connection connection, ResolvedMapping mapping) throws SQLException {
    String table = table(mapping);
    Map<String, TriggerParts.Trigger> found = TriggerParts.found(connection, table);
    List<String> problems = new ArrayList<>();
    definitions(connection, mapping)
        .forEach((event, definition) -> check(mapping, event, definition, found, problems));
    checkFunction(connection, mapping, "capture", changeBody(mapping), problems);
    checkFunction(connection, mapping, "truncated", truncateBody(mapping), problems);
    List<String> warnings = new ArrayList<>();
    related.check(connection, mapping, problems, warnings);
    String others = othersBefore(connection, mapping);
    if (!others.isEmpty()) {
      warnings.add(
          "Triggers before the row (%s) may change what Syncline writes: its own writes are"
                  .formatted(others)
              + " captured too, and found unchanged when they are planned");
    }
    return new Capture.Status(
        mapping.mapping().name(),
        mapping.table().name(),
        problems.isEmpty(),
        problems.stream().sorted().toList(),
        warnings);
  }

  private static void check(
      ResolvedMapping mapping,
      String event,
      String definition,
      Map<String, TriggerParts.Trigger> found,
      List<String> problems) {
    TriggerParts.check(bareName(mapping, event), definition, found, problems);
  }

  private static void checkFunction(
      Connection connection,
      ResolvedMapping mapping,
      String kind,
      String body,
      List<String> problems)
      throws SQLException {
    TriggerParts.checkFunction(
        connection, kind + "_" + CaptureNames.of(mapping.mapping().name()), body, problems);
  }

  private String othersBefore(Connection connection, ResolvedMapping mapping) throws SQLException {
    return Sql.list(
            connection, OTHERS_BEFORE, row -> String.valueOf(row.getString(1)), table(mapping))
        .stream()
        .filter(names -> !names.equals("null"))
        .collect(Collectors.joining());
  }

  private String table(ResolvedMapping mapping) {
    return dialect.quote(mapping.table().name());
  }

  private static String name(ResolvedMapping mapping) {
    return literal(mapping.mapping().name().value());
  }

  private String functionName(ResolvedMapping mapping, String kind) {
    return dialect.schema()
        + "."
        + dialect.quote(kind + "_" + CaptureNames.of(mapping.mapping().name()));
  }

  private static String bareName(ResolvedMapping mapping, String event) {
    return "syncline_" + CaptureNames.of(mapping.mapping().name()) + "_" + event;
  }

  private String triggerName(ResolvedMapping mapping, String event) {
    return dialect.quote(bareName(mapping, event));
  }
}
