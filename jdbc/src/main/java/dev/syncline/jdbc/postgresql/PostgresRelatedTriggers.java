package dev.syncline.jdbc.postgresql;

import static dev.syncline.jdbc.capture.CaptureNames.literal;

import dev.syncline.engine.mapping.Relation;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.capture.CaptureNames;
import dev.syncline.jdbc.outbox.SetWords;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Capture of PostgreSQL on related tables: a change of a column that is pushed with other rows is
 * noted by the key of the one row that has changed, whoever has changed it.
 */
final class PostgresRelatedTriggers {
  /** A foreign key that holds: no reference leads to a row that is not there. */
  private static final String HELD =
      """
      SELECT 1 FROM pg_constraint c
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND c.conkey = ARRAY[a.attnum]
      JOIN pg_attribute k ON k.attrelid = c.confrelid AND c.confkey = ARRAY[k.attnum]
      WHERE c.contype = 'f' AND c.convalidated AND c.conrelid = to_regclass(?)
        AND a.attname = ? AND c.confrelid = to_regclass(?) AND k.attname = ?
      """;

  private static final String INDEXED =
      """
      SELECT 1 FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid
        AND a.attnum = i.indkey[0]
      WHERE i.indrelid = to_regclass(?) AND a.attname = ? AND i.indisvalid AND i.indpred IS NULL
      """;

  private static final String OURS =
      """
      SELECT t.tgname, t.tgrelid::regclass::text FROM pg_trigger t
      WHERE starts_with(t.tgname::text, ?) AND NOT t.tgisinternal
      """;

  private final PostgresDialect dialect;
  private final SetWords words;

  PostgresRelatedTriggers(PostgresDialect dialect, SetWords words) {
    this.dialect = dialect;
    this.words = words;
  }

  /** A trigger that is there, and its table as SQL. */
  private record Placed(String name, String table) {}

  /** The statements that put the triggers in place, and remove those of relations that are gone. */
  List<String> install(Connection connection, ResolvedMapping mapping) throws SQLException {
    List<String> statements = new ArrayList<>();
    for (Relation relation : mapping.relations().keySet()) {
      statements.add(
          """
          -- Notes a changed row of %s, to which rows of %s refer.
          %s\
          """
              .formatted(
                  relation.table(),
                  mapping.table().name(),
                  TriggerParts.function(
                      function(mapping, relation, "related"), noteBody(mapping, relation))));
      statements.add(
          TriggerParts.function(
              function(mapping, relation, "emptied"),
              PostgresTriggers.truncateBody(dialect, mapping, relation.table())));
      for (String kind : List.of("related", "emptied")) {
        statements.add(
            "REVOKE ALL ON FUNCTION " + function(mapping, relation, kind) + "() FROM PUBLIC");
      }
      List<String> changes = new ArrayList<>();
      definitions(connection, mapping, relation)
          .forEach(
              (name, definition) ->
                  changes.add(
                      TriggerParts.replaced(
                          dialect.quote(name), dialect.quote(relation.table()), definition)));
      if (!changes.isEmpty()) {
        statements.add(TriggerParts.atOnce("The triggers of " + relation.table(), changes));
      }
    }
    statements.addAll(removed(surplus(connection, mapping)));
    return statements;
  }

  /** The statements that remove all triggers of a mapping on related tables. */
  List<String> uninstall(Connection connection, ResolvedMapping mapping) throws SQLException {
    List<String> statements = new ArrayList<>(removed(placed(connection, mapping)));
    for (Relation relation : mapping.relations().keySet()) {
      for (String kind : List.of("related", "emptied")) {
        statements.add("DROP FUNCTION IF EXISTS " + function(mapping, relation, kind) + "()");
      }
    }
    return statements;
  }

  private List<String> removed(List<Placed> triggers) {
    return triggers.stream()
        .map(
            trigger ->
                "DROP TRIGGER IF EXISTS %s ON %s"
                    .formatted(dialect.quote(trigger.name()), trigger.table()))
        .toList();
  }

  /** Adds what is wrong, and what costs more than it should. */
  void check(
      Connection connection, ResolvedMapping mapping, List<String> problems, List<String> warnings)
      throws SQLException {
    for (Relation relation : mapping.relations().keySet()) {
      String table = dialect.quote(relation.table());
      Map<String, TriggerParts.Trigger> found = TriggerParts.found(connection, table);
      definitions(connection, mapping, relation)
          .forEach((name, definition) -> TriggerParts.check(name, definition, found, problems));
      TriggerParts.checkFunction(
          connection,
          bareFunction(mapping, relation, "related"),
          noteBody(mapping, relation),
          problems);
      String own = dialect.quote(mapping.table().name());
      String through = relation.through().name().value();
      if (Sql.first(connection, INDEXED, row -> true, own, through).isEmpty()) {
        warnings.add(CaptureNames.unindexed(mapping, relation));
      }
    }
    for (Placed trigger : surplus(connection, mapping)) {
      problems.add(
          "Trigger %s on %s is of a line that the mapping does not have any more: install capture"
                  .formatted(trigger.name(), trigger.table())
              + " again");
    }
  }

  private List<Placed> surplus(Connection connection, ResolvedMapping mapping) throws SQLException {
    List<String> wanted = new ArrayList<>();
    for (Relation relation : mapping.relations().keySet()) {
      wanted.addAll(definitions(connection, mapping, relation).keySet());
    }
    return placed(connection, mapping).stream().filter(t -> !wanted.contains(t.name())).toList();
  }

  private List<Placed> placed(Connection connection, ResolvedMapping mapping) throws SQLException {
    Predicate<String> ours =
        CaptureNames.relatedTriggers(mapping.mapping().name()).asMatchPredicate();
    String start = "syncline_" + CaptureNames.of(mapping.mapping().name()) + "_";
    return Sql.list(connection, OURS, row -> new Placed(row.getString(1), row.getString(2)), start)
        .stream()
        .filter(trigger -> ours.test(trigger.name()))
        .toList();
  }

  /** The triggers of a relation by their names, as far as its columns are there. */
  private Map<String, String> definitions(
      Connection connection, ResolvedMapping mapping, Relation relation) throws SQLException {
    Map<String, String> definitions = new LinkedHashMap<>();
    List<Column> watched = CaptureNames.watched(mapping, relation);
    if (watched.isEmpty()) {
      return definitions;
    }
    String changed =
        watched.stream()
            .map(column -> TriggerParts.differs(dialect, column))
            .collect(Collectors.joining(" OR "));
    put(definitions, mapping, relation, "AFTER UPDATE", " FOR EACH ROW WHEN (" + changed + ")");
    if (!isHeld(connection, mapping, relation)) {
      put(definitions, mapping, relation, "AFTER INSERT", " FOR EACH ROW");
      put(definitions, mapping, relation, "AFTER DELETE", " FOR EACH ROW");
      put(definitions, mapping, relation, "BEFORE TRUNCATE", " FOR EACH STATEMENT");
    }
    return definitions;
  }

  private void put(
      Map<String, String> definitions,
      ResolvedMapping mapping,
      Relation relation,
      String event,
      String how) {
    boolean truncate = event.endsWith("TRUNCATE");
    String letter = event.substring(event.indexOf(' ') + 1, event.indexOf(' ') + 2);
    String name =
        CaptureNames.relatedTrigger(
            mapping.mapping().name(), relation, letter.toLowerCase(Locale.ROOT));
    definitions.put(
        name,
        "CREATE TRIGGER %s %s ON %s%s EXECUTE FUNCTION %s()"
            .formatted(
                dialect.quote(name),
                event,
                dialect.quote(relation.table()),
                how,
                function(mapping, relation, truncate ? "emptied" : "related")));
  }

  private boolean isHeld(Connection connection, ResolvedMapping mapping, Relation relation)
      throws SQLException {
    return Sql.first(
            connection,
            HELD,
            row -> true,
            dialect.quote(mapping.table().name()),
            relation.through().name().value(),
            dialect.quote(relation.table()),
            relation.key().name().value())
        .isPresent();
  }

  private String noteBody(ResolvedMapping mapping, Relation relation) {
    String key = dialect.quote(relation.key().name().value());
    String note =
        """
        INSERT INTO {related_change} AS o (mapping_id, relation, related_key)
              VALUES (mapping_number, '%s', %s)
              %s\
        """;
    String set = "batch = NULL, changed_at = " + words.excluded("changed_at");
    String conflict = words.ifPresent("mapping_id, relation, related_key", set);
    String name = CaptureNames.of(relation);
    return dialect.sql(
        """

        DECLARE
          mapping_number bigint := (SELECT m.id FROM {mapping} m WHERE m.name = %1$s);
        BEGIN
          IF TG_OP <> 'INSERT' THEN
            IF OLD.%2$s IS NOT NULL THEN
              %3$s;
            END IF;
          END IF;
          IF TG_OP <> 'DELETE' THEN
            IF NEW.%2$s IS NOT NULL THEN
              %4$s;
            END IF;
          END IF;
          RETURN NULL;
        END
        """
            .formatted(
                literal(mapping.mapping().name().value()),
                key,
                note.formatted(name, "OLD." + key + "::text", conflict),
                note.formatted(name, "NEW." + key + "::text", conflict)));
  }

  private static String bareFunction(ResolvedMapping mapping, Relation relation, String kind) {
    return "%s_%s_%s"
        .formatted(kind, CaptureNames.of(mapping.mapping().name()), CaptureNames.of(relation));
  }

  private String function(ResolvedMapping mapping, Relation relation, String kind) {
    return dialect.schema() + "." + dialect.quote(bareFunction(mapping, relation, kind));
  }
}
