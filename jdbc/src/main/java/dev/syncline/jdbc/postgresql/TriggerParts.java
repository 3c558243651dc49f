package dev.syncline.jdbc.postgresql;

import static dev.syncline.jdbc.capture.CaptureNames.literal;

import dev.syncline.jdbc.capture.CaptureNames;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What triggers and their functions are made of, on whichever table they stand. */
final class TriggerParts {
  private static final String FOUND =
      """
      SELECT tgname, tgenabled::text, COALESCE(obj_description(oid, 'pg_trigger'), '')
      FROM pg_trigger WHERE tgrelid = to_regclass(?) AND tgname LIKE 'syncline\\_%'
      """;

  private static final String SOURCE =
      """
      SELECT p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname = 'syncline' AND p.proname = ? AND p.prosecdef
      """;

  private TriggerParts() {}

  /** A trigger that is there. */
  record Trigger(String enabled, String comment) {}

  /** A function of that name and body that runs with the rights of its owner. */
  static String function(String name, String body) {
    return """
    CREATE OR REPLACE FUNCTION %s() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $syncline$%s$syncline$\
    """
        .formatted(name, body);
  }

  /** Changes of triggers in one statement. */
  static String atOnce(String what, List<String> changes) {
    return """
    -- %s, all at once, so that no change is missed in between. They fire for
    -- replicated rows too. Gives up after five seconds rather than hold up the application.
    DO $syncline$ BEGIN
      PERFORM set_config('lock_timeout', '5s', true);
    %sEND $syncline$\
    """
        .formatted(what, String.join("", changes));
  }

  /** The change that puts a trigger in place. */
  static String replaced(String trigger, String table, String definition) {
    return """
      DROP TRIGGER IF EXISTS %1$s ON %2$s;
      %3$s;
      ALTER TABLE %2$s ENABLE ALWAYS TRIGGER %1$s;
      COMMENT ON TRIGGER %1$s ON %2$s IS %4$s;
    """
        .formatted(trigger, table, definition, literal(comment(definition)));
  }

  /** Holds if a column has another value than before. */
  static String differs(PostgresDialect dialect, Column column) {
    String name = dialect.quote(column.name().value());
    String as = CaptureNames.isText(column.type()) ? "::text COLLATE \"C\"" : "";
    return "OLD.%1$s%2$s IS DISTINCT FROM NEW.%1$s%2$s".formatted(name, as);
  }

  /** Our triggers on a table. */
  static Map<String, Trigger> found(Connection connection, String table) throws SQLException {
    Map<String, Trigger> found = new HashMap<>();
    Sql.list(
        connection,
        FOUND,
        row -> found.put(row.getString(1), new Trigger(row.getString(2), row.getString(3))),
        table);
    return found;
  }

  /** Whether a trigger is as it should be. */
  static void check(
      String name, String definition, Map<String, Trigger> found, List<String> problems) {
    Trigger trigger = found.get(name);
    if (trigger == null) {
      problems.add("Trigger " + name + " is missing: install capture again");
    } else if (trigger.enabled().equals("D") || trigger.enabled().equals("R")) {
      problems.add("Trigger " + name + " is disabled: enable it, then compare the mapping");
    } else if (!trigger.enabled().equals("A")) {
      problems.add("Trigger " + name + " passes replicated rows over: install capture again");
    } else if (!trigger.comment().equals(comment(definition))) {
      problems.add("Trigger " + name + " is not the one of this mapping: install capture again");
    }
  }

  /** Whether a function is as it should be. */
  static void checkFunction(Connection connection, String name, String body, List<String> problems)
      throws SQLException {
    boolean same =
        Sql.first(connection, SOURCE, row -> row.getString(1), name)
            .filter(body::equals)
            .isPresent();
    if (!same) {
      problems.add("Function " + name + " is missing or changed: install capture again");
    }
  }

  private static String comment(String definition) {
    return "Syncline capture " + CaptureNames.checksum(definition);
  }
}
