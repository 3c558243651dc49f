package dev.syncline.jdbc.mariadb;

import static dev.syncline.jdbc.capture.CaptureNames.literal;

import dev.syncline.engine.database.Capture;
import dev.syncline.engine.mapping.FedColumns;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.capture.CaptureNames;
import dev.syncline.jdbc.capture.TriggerWords;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.outbox.EntryChange;
import dev.syncline.jdbc.outbox.SetWords;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Capture of MariaDB: three triggers per mapping that run with the rights of who installed them.
 * Our own writes are told by the variable {@code syncline_writing}. It is 1, or names the mapping
 * that we write for: to other mappings it is a change, and so is what triggers of the application
 * change elsewhere.
 */
public final class MariaDbTriggers implements TriggerWords {
  private static final List<String> EVENTS = List.of("insert", "update", "delete");

  private static final String FOUND =
      """
      SELECT trigger_name, action_statement, created FROM information_schema.triggers
      WHERE event_object_schema = COALESCE(?, DATABASE()) AND event_object_table = ?
      """;

  private static final String ENGINE =
      """
      SELECT engine FROM information_schema.tables
      WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ?
      """;

  /** MariaDB tells nobody of a TRUNCATE, but rows that are linked do not go without an entry. */
  private static final String EMPTIED =
      """
      SELECT 1 FROM {link} k JOIN {mapping} m ON m.id = k.mapping_id
      WHERE m.name = ? AND NOT EXISTS (SELECT 1 FROM %s) AND NOT EXISTS (
        SELECT 1 FROM {outbox} o
        WHERE o.mapping_id = k.mapping_id AND o.row_key = k.row_key AND o.gone)
      LIMIT 1
      """;

  private static final String CASCADES =
      """
      SELECT CONCAT(constraint_name, ' to ', referenced_table_name, ' ON ',
        CASE WHEN delete_rule IN ('CASCADE', 'SET NULL') THEN CONCAT('DELETE ', delete_rule)
             ELSE CONCAT('UPDATE ', update_rule) END)
      FROM information_schema.referential_constraints
      WHERE constraint_schema = COALESCE(?, DATABASE()) AND table_name = ?
        AND (delete_rule IN ('CASCADE', 'SET NULL') OR update_rule IN ('CASCADE', 'SET NULL'))
      """;

  private final Dialect dialect;
  private final SetWords words;
  private final MariaDbRelatedTriggers related;

  public MariaDbTriggers(Dialect dialect, SetWords words) {
    this.dialect = dialect;
    this.words = words;
    this.related = new MariaDbRelatedTriggers(dialect, words);
  }

  @Override
  public List<String> install(Connection connection, ResolvedMapping mapping) throws SQLException {
    List<String> statements = new ArrayList<>();
    statements.add(
        dialect.sql(
            """
            -- The number of the mapping %s.
            INSERT IGNORE INTO {mapping} (name) VALUES (%s)\
            """
                .formatted(mapping.mapping().name(), name(mapping))));
    bodies(mapping)
        .forEach(
            (event, body) ->
                statements.add(
                    """
                    -- Notes a row of %s on %s. Runs with your rights: the application needs none.
                    CREATE OR REPLACE TRIGGER %s AFTER %s ON %s FOR EACH ROW
                    %s\
                    """
                        .formatted(
                            mapping.table().name(),
                            event,
                            triggerName(mapping, event),
                            event.toUpperCase(Locale.ROOT),
                            dialect.quote(mapping.table().name()),
                            body)));
    statements.addAll(related.install(connection, mapping));
    return statements;
  }

  /** What the triggers do, by event. */
  private Map<String, String> bodies(ResolvedMapping mapping) {
    String changed = differs(CaptureNames.watched(mapping));
    List<Column> fed = FedColumns.of(mapping);
    String made = FedColumns.inNewRows(mapping) ? " OR TRUE" : "";
    String newKey = key(mapping, "NEW");
    String oldKey = key(mapping, "OLD");
    Map<String, String> bodies = new LinkedHashMap<>();
    bodies.put("insert", body(mapping, made, note(newKey, "false", "")));
    bodies.put(
        "update",
        body(
            mapping,
            " AND (" + changed + ")" + (fed.isEmpty() ? "" : " OR " + differs(fed)),
            """
            IF %1$s <> %2$s THEN
                -- The key itself has changed: the link follows before either entry is claimed.
                SET earlier_key = (SELECT previous_key FROM {outbox}
                  WHERE mapping_id = mapping_number AND row_key = %1$s);
                %3$s
                %4$s
                ELSE
                %5$s
                END IF;\
            """
                .formatted(
                    oldKey,
                    newKey,
                    note(oldKey, "true", ""),
                    noteRenamed(oldKey, newKey),
                    note(newKey, "false", ""))));
    bodies.put("delete", body(mapping, "", note(oldKey, "true", "")));
    bodies.replaceAll((event, body) -> dialect.sql(body));
    return bodies;
  }

  private String body(ResolvedMapping mapping, String condition, String action) {
    return """
    BEGIN
      DECLARE mapping_number bigint;
      DECLARE earlier_key varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
      IF COALESCE(@syncline_writing, '') NOT IN ('1', %s)%s THEN
        SET mapping_number = (SELECT id FROM {mapping} WHERE name = %s);
        %s
      END IF;
    END\
    """
        .formatted(CaptureNames.mark(mapping.mapping().name()), condition, name(mapping), action);
  }

  private String note(String key, String gone, String more) {
    return """
    INSERT INTO {outbox}
          (mapping_id, row_key, gone, first_changed_at, changed_at, available_at)
        VALUES (mapping_number, %1$s, %2$s, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))
        %3$s%4$s%5$s;\
    """
        .formatted(key, gone, words.ifPresent("", ""), EntryChange.set(words, gone), more);
  }

  private String noteRenamed(String oldKey, String newKey) {
    return """
    UPDATE {outbox} SET previous_key = NULL
        WHERE mapping_id = mapping_number AND row_key = %1$s;
        INSERT INTO {outbox}
          (mapping_id, row_key, gone, previous_key, first_changed_at, changed_at, available_at)
        VALUES (mapping_number, %2$s, false, NULLIF(COALESCE(earlier_key, %1$s), %2$s),
          UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))
        %3$s%4$s;\
    """
        .formatted(oldKey, newKey, words.ifPresent("", ""), EntryChange.set(words, "false"));
  }

  private String key(ResolvedMapping mapping, String version) {
    return words.asText(version + "." + dialect.quote(mapping.rowKey().name().value()));
  }

  private String differs(List<Column> columns) {
    return columns.stream().map(c -> differs(dialect, c)).collect(Collectors.joining("\n    OR "));
  }

  /** Text exactly: a collation may take different texts for equal. */
  static String differs(Dialect dialect, Column column) {
    String name = dialect.quote(column.name().value());
    String as = CaptureNames.isText(column.type()) ? "BINARY " : "";
    return "NOT (%2$sOLD.%1$s <=> %2$sNEW.%1$s)".formatted(name, as);
  }

  @Override
  public List<String> uninstall(Connection connection, ResolvedMapping mapping)
      throws SQLException {
    List<String> statements = new ArrayList<>(related.uninstall(connection, mapping));
    for (String event : EVENTS) {
      statements.add("DROP TRIGGER IF EXISTS " + triggerName(mapping, event));
    }
    return statements;
  }

  @Override
  public List<String> roles(List<ResolvedMapping> mappings) {
    return MariaDbRoles.statements(dialect, mappings);
  }

  private record Trigger(String body) {}

  @Override
  public Capture.Status status(Connection connection, ResolvedMapping mapping) throws SQLException {
    String schema = mapping.table().name().schema().orElse(null);
    String table = mapping.table().name().name();
    Map<String, Trigger> found = new HashMap<>();
    Sql.list(
        connection,
        FOUND,
        row -> found.put(row.getString(1), new Trigger(row.getString(2))),
        schema,
        table);
    List<String> problems = new ArrayList<>();
    bodies(mapping)
        .forEach(
            (event, body) -> {
              String name = bareName(mapping, event);
              Trigger trigger = found.get(name);
              if (trigger == null) {
                problems.add("Trigger " + name + " is missing: install capture again");
              } else if (!trigger.body().strip().equals(body.strip())) {
                problems.add(
                    "Trigger " + name + " is not the one of this mapping: install capture again");
              }
            });
    List<String> warnings = new ArrayList<>();
    related.check(connection, mapping, problems, warnings);
    boolean installed = problems.isEmpty();
    Optional<String> engine = Sql.first(connection, ENGINE, row -> row.getString(1), schema, table);
    if (!engine.equals(Optional.of("InnoDB"))) {
      problems.add(
          "Table %s is of the engine %s, which knows no transactions: ALTER TABLE … ENGINE=InnoDB"
              .formatted(table, engine.orElse("none")));
    }
    String emptied = dialect.sql(EMPTIED).formatted(dialect.quote(mapping.table().name()));
    String name = mapping.mapping().name().value();
    if (installed && Sql.first(connection, emptied, row -> true, name).isPresent()) {
      problems.add(
          "Table %s is empty, but nothing tells that its rows were deleted, as after TRUNCATE"
                  .formatted(table)
              + ": pause the mapping and compare it");
    }
    Sql.list(connection, CASCADES, row -> row.getString(1), schema, table).stream()
        .map(
            key ->
                "Foreign key %s: MariaDB fires no triggers for it, so that what it changes is"
                        .formatted(key)
                    + " found by compare only; let the application do it, or drop the rule")
        .forEach(warnings::add);
    return new Capture.Status(
        mapping.mapping().name(), mapping.table().name(), installed, problems, warnings);
  }

  private static String name(ResolvedMapping mapping) {
    return literal(mapping.mapping().name().value());
  }

  private static String bareName(ResolvedMapping mapping, String event) {
    return "syncline_" + CaptureNames.of(mapping.mapping().name()) + "_" + event;
  }

  private String triggerName(ResolvedMapping mapping, String event) {
    return dialect.quote(bareName(mapping, event));
  }
}
