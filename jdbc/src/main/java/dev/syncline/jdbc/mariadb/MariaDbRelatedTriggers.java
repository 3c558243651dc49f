package dev.syncline.jdbc.mariadb;

import static dev.syncline.jdbc.capture.CaptureNames.literal;

import dev.syncline.engine.mapping.Relation;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.capture.CaptureNames;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.outbox.SetWords;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Capture of MariaDB on related tables: a change of a column that is pushed with other rows is
 * noted by the key of the one row that has changed, whoever has changed it.
 */
final class MariaDbRelatedTriggers {
  /** A foreign key that holds: no reference leads to a row that is not there. */
  private static final String HELD =
      """
      SELECT 1 FROM information_schema.key_column_usage k
      WHERE k.table_schema = COALESCE(?, DATABASE()) AND k.table_name = ? AND k.column_name = ?
        AND k.referenced_table_schema = COALESCE(?, DATABASE())
        AND k.referenced_table_name = ? AND k.referenced_column_name = ?
        AND 1 = (SELECT COUNT(*) FROM information_schema.key_column_usage o
                 WHERE o.constraint_schema = k.constraint_schema
                   AND o.constraint_name = k.constraint_name AND o.table_name = k.table_name)
      """;

  private static final String INDEXED =
      """
      SELECT 1 FROM information_schema.statistics
      WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ? AND column_name = ?
        AND seq_in_index = 1
      """;

  private static final String OURS =
      """
      SELECT trigger_schema, trigger_name, action_statement FROM information_schema.triggers
      WHERE LEFT(trigger_name, ?) = ?
      """;

  private final Dialect dialect;
  private final SetWords words;

  MariaDbRelatedTriggers(Dialect dialect, SetWords words) {
    this.dialect = dialect;
    this.words = words;
  }

  /** A trigger that is there. */
  private record Placed(String schema, String name, String body) {}

  /** A trigger as it should be. */
  private record Wanted(String event, String body) {}

  /** The statements that put the triggers in place, and remove those of relations that are gone. */
  List<String> install(Connection connection, ResolvedMapping mapping) throws SQLException {
    List<String> statements = new ArrayList<>();
    for (Relation relation : mapping.relations().keySet()) {
      wanted(connection, mapping, relation)
          .forEach(
              (name, trigger) ->
                  statements.add(
                      """
                      -- Notes a row of %s, to which rows of %s refer. Runs with your rights.
                      CREATE OR REPLACE TRIGGER %s AFTER %s ON %s FOR EACH ROW
                      %s\
                      """
                          .formatted(
                              relation.table(),
                              mapping.table().name(),
                              qualified(relation, name),
                              trigger.event(),
                              dialect.quote(relation.table()),
                              trigger.body())));
    }
    statements.addAll(removed(surplus(connection, mapping)));
    return statements;
  }

  private String qualified(Relation relation, String trigger) {
    String schema = relation.table().schema().map(s -> dialect.quote(s) + ".").orElse("");
    return schema + dialect.quote(trigger);
  }

  /** The statements that remove all triggers of a mapping on related tables. */
  List<String> uninstall(Connection connection, ResolvedMapping mapping) throws SQLException {
    return removed(placed(connection, mapping));
  }

  private List<String> removed(List<Placed> triggers) {
    return triggers.stream()
        .map(
            t ->
                "DROP TRIGGER IF EXISTS %s.%s"
                    .formatted(dialect.quote(t.schema()), dialect.quote(t.name())))
        .toList();
  }

  /** Adds what is wrong, and what costs more than it should. */
  void check(
      Connection connection, ResolvedMapping mapping, List<String> problems, List<String> warnings)
      throws SQLException {
    Map<String, String> found =
        placed(connection, mapping).stream()
            .collect(Collectors.toMap(Placed::name, Placed::body, (one, _) -> one));
    for (Relation relation : mapping.relations().keySet()) {
      wanted(connection, mapping, relation)
          .forEach(
              (name, trigger) -> {
                String body = found.get(name);
                if (body == null) {
                  problems.add("Trigger " + name + " is missing: install capture again");
                } else if (!body.strip().equals(trigger.body().strip())) {
                  problems.add(
                      "Trigger " + name + " is not the one of this mapping: install capture again");
                }
              });
      boolean indexed =
          Sql.first(
                  connection,
                  INDEXED,
                  row -> true,
                  mapping.table().name().schema().orElse(null),
                  mapping.table().name().name(),
                  relation.through().name().value())
              .isPresent();
      if (!indexed) {
        warnings.add(CaptureNames.unindexed(mapping, relation));
      }
    }
    for (Placed trigger : surplus(connection, mapping)) {
      problems.add(
          "Trigger %s is of a line that the mapping does not have any more: install capture"
                  .formatted(trigger.name())
              + " again");
    }
  }

  private List<Placed> surplus(Connection connection, ResolvedMapping mapping) throws SQLException {
    List<String> wanted = new ArrayList<>();
    for (Relation relation : mapping.relations().keySet()) {
      wanted.addAll(wanted(connection, mapping, relation).keySet());
    }
    return placed(connection, mapping).stream().filter(t -> !wanted.contains(t.name())).toList();
  }

  private List<Placed> placed(Connection connection, ResolvedMapping mapping) throws SQLException {
    Predicate<String> ours =
        CaptureNames.relatedTriggers(mapping.mapping().name()).asMatchPredicate();
    String start = "syncline_" + CaptureNames.of(mapping.mapping().name()) + "_";
    return Sql.list(
            connection,
            OURS,
            row -> new Placed(row.getString(1), row.getString(2), row.getString(3)),
            start.length(),
            start)
        .stream()
        .filter(trigger -> ours.test(trigger.name()))
        .toList();
  }

  /** The triggers of a relation by their names, as far as its columns are there. */
  private Map<String, Wanted> wanted(
      Connection connection, ResolvedMapping mapping, Relation relation) throws SQLException {
    Map<String, Wanted> wanted = new LinkedHashMap<>();
    List<Column> watched = CaptureNames.watched(mapping, relation);
    if (watched.isEmpty()) {
      return wanted;
    }
    String changed =
        watched.stream()
            .map(column -> MariaDbTriggers.differs(dialect, column))
            .collect(Collectors.joining(" OR "));
    String before = note(relation, "OLD");
    String after = note(relation, "NEW");
    wanted.put(
        name(mapping, relation, "u"),
        new Wanted("UPDATE", body(mapping, changed, List.of(before, after))));
    if (!isHeld(connection, mapping, relation)) {
      wanted.put(
          name(mapping, relation, "i"),
          new Wanted("INSERT", body(mapping, "TRUE", List.of(after))));
      wanted.put(
          name(mapping, relation, "d"),
          new Wanted("DELETE", body(mapping, "TRUE", List.of(before))));
    }
    return wanted;
  }

  private static String name(ResolvedMapping mapping, Relation relation, String event) {
    return CaptureNames.relatedTrigger(mapping.mapping().name(), relation, event);
  }

  /** The number is looked up first: a SELECT within the INSERT would lock its row. */
  private String body(ResolvedMapping mapping, String condition, List<String> versions) {
    return dialect.sql(
        """
        BEGIN
          DECLARE mapping_number bigint;
          IF %s THEN
            SET mapping_number = (SELECT id FROM {mapping} WHERE name = %s);
        %s  END IF;
        END\
        """
            .formatted(
                condition, literal(mapping.mapping().name().value()), String.join("", versions)));
  }

  private String note(Relation relation, String version) {
    String key = version + "." + dialect.quote(relation.key().name().value());
    return """
        IF %s IS NOT NULL THEN
          INSERT INTO {related_change} (mapping_id, relation, related_key)
          VALUES (mapping_number, '%s', %s)
          %s;
        END IF;
    """
        .formatted(
            key,
            CaptureNames.of(relation),
            words.asText(key),
            words.ifPresent("", "batch = NULL, changed_at = " + words.excluded("changed_at")));
  }

  private boolean isHeld(Connection connection, ResolvedMapping mapping, Relation relation)
      throws SQLException {
    return Sql.first(
            connection,
            HELD,
            row -> true,
            mapping.table().name().schema().orElse(null),
            mapping.table().name().name(),
            relation.through().name().value(),
            relation.table().schema().orElse(null),
            relation.table().name(),
            relation.key().name().value())
        .isPresent();
  }
}
