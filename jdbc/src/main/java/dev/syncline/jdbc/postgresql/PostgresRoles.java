package dev.syncline.jdbc.postgresql;

import dev.syncline.engine.mapping.Relation;
import dev.syncline.engine.mapping.ResolvedMapping;
import java.util.ArrayList;
import java.util.List;

/** Roles of least privilege: who owns our tables, who syncs, who only looks. */
final class PostgresRoles {
  private static final String OWN =
      """
      -- Syncline's tables, sequences and functions belong to syncline_owner.
      DO $syncline$
      DECLARE thing record;
      BEGIN
        FOR thing IN SELECT c.oid::regclass AS name, c.relkind FROM pg_class c
          WHERE c.relnamespace = 'syncline'::regnamespace
            AND (c.relkind IN ('r', 'v') OR c.relkind = 'S' AND NOT EXISTS (
              SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('a', 'i')))
        LOOP
          EXECUTE format('ALTER %s %s OWNER TO syncline_owner',
            CASE thing.relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END,
            thing.name);
        END LOOP;
        FOR thing IN SELECT p.oid::regprocedure AS name FROM pg_proc p
          WHERE p.pronamespace = 'syncline'::regnamespace
        LOOP
          EXECUTE format('ALTER FUNCTION %s OWNER TO syncline_owner', thing.name);
        END LOOP;
      END $syncline$\
      """;

  private PostgresRoles() {}

  static List<String> statements(PostgresDialect dialect, List<ResolvedMapping> mappings) {
    List<String> statements = new ArrayList<>();
    for (String role : List.of("syncline_owner", "syncline_engine", "syncline_reader")) {
      statements.add(
          """
          -- A role without a login: grant it to the user that needs it.
          DO $syncline$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
              CREATE ROLE %1$s NOLOGIN;
            END IF;
          END $syncline$\
          """
              .formatted(role));
    }
    statements.add("GRANT syncline_owner TO CURRENT_USER");
    statements.add("GRANT USAGE, CREATE ON SCHEMA syncline TO syncline_owner");
    statements.add(OWN);
    statements.add("GRANT USAGE ON SCHEMA syncline TO syncline_engine, syncline_reader");
    statements.add(
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA syncline TO syncline_engine");
    statements.add("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA syncline TO syncline_engine");
    statements.add("GRANT UPDATE ON SEQUENCE syncline.doorbell TO syncline_engine");
    statements.add("GRANT SELECT ON ALL TABLES IN SCHEMA syncline TO syncline_reader");
    for (ResolvedMapping mapping : mappings) {
      String table = dialect.quote(mapping.table().name());
      statements.add("GRANT SELECT, INSERT, UPDATE, DELETE ON " + table + " TO syncline_engine");
      statements.add("GRANT SELECT ON " + table + " TO syncline_reader");
      for (Relation relation : mapping.relations().keySet()) {
        statements.add(
            "GRANT SELECT ON %s TO syncline_engine, syncline_reader"
                .formatted(dialect.quote(relation.table())));
      }
    }
    return statements;
  }
}
