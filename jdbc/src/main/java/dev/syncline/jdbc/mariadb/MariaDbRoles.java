package dev.syncline.jdbc.mariadb;

import dev.syncline.engine.mapping.Relation;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;

/** Roles of least privilege: who installs, who syncs, who only looks. */
final class MariaDbRoles {
  private static final List<String> TABLES =
      List.of(
          "mapping",
          "link",
          "refresh_run",
          "refresh_page",
          "parked",
          "waiting_reference",
          "lease",
          "migration",
          "outbox",
          "claim",
          "unsettled",
          "intent",
          "write_job",
          "tombstone",
          "pull_queue",
          "watermark",
          "history",
          "pause",
          "reference",
          "lane_run",
          "lane_cost",
          "call_sample",
          "schema_shape",
          "drift_alarm",
          "mapping_revision",
          "back_fill",
          "match_run",
          "match_key",
          "match_pair",
          "certificate",
          "run",
          "superseded",
          "guard_count",
          "guard_stop",
          "guard_allowance",
          "database_identity",
          "stream",
          "stream_hole",
          "related_change",
          "related_batch");

  private static final List<String> VIEWS = List.of("v_changes", "v_errors", "v_lag");

  private MariaDbRoles() {}

  static List<String> statements(Dialect dialect, List<ResolvedMapping> mappings) {
    List<String> statements = new ArrayList<>();
    for (String role : List.of("syncline_owner", "syncline_engine", "syncline_reader")) {
      statements.add(
          "-- A role: grant it to the user that needs it.\nCREATE ROLE IF NOT EXISTS " + role);
    }
    for (String table : TABLES) {
      String name = dialect.ownTable(table);
      statements.add("GRANT ALL ON " + name + " TO syncline_owner");
      statements.add("GRANT SELECT, INSERT, UPDATE, DELETE ON " + name + " TO syncline_engine");
      statements.add("GRANT SELECT ON " + name + " TO syncline_reader");
    }
    for (String view : VIEWS) {
      statements.add("GRANT SELECT ON " + dialect.ownTable(view) + " TO syncline_reader");
    }
    statements.add("GRANT SELECT, INSERT ON " + dialect.ownTable("token") + " TO syncline_engine");
    for (ResolvedMapping mapping : mappings) {
      String table = dialect.quote(mapping.table().name());
      statements.add("GRANT SELECT, TRIGGER ON " + table + " TO syncline_owner");
      statements.add("GRANT SELECT, INSERT, UPDATE, DELETE ON " + table + " TO syncline_engine");
      statements.add("GRANT SELECT ON " + table + " TO syncline_reader");
      for (Relation relation : mapping.relations().keySet()) {
        String related = dialect.quote(relation.table());
        statements.add("GRANT SELECT, TRIGGER ON " + related + " TO syncline_owner");
        statements.add("GRANT SELECT ON " + related + " TO syncline_engine");
        statements.add("GRANT SELECT ON " + related + " TO syncline_reader");
      }
    }
    return statements;
  }
}
