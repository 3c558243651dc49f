package dev.syncline.app.imports;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where Drupal keeps the base fields of its entities. Fields of bundles are in tables of their own.
 *
 * <p>Source: the SQL content entity storage of Drupal core, {@code <entity type>_field_data}.
 *
 * @param bundle the column that holds the bundle; empty for entities that have none
 */
record DrupalTables(String table, String key, Optional<String> bundle, Set<String> columns) {
  private static final Map<String, DrupalTables> KNOWN =
      Map.of(
          "node",
          new DrupalTables(
              "node_field_data",
              "nid",
              Optional.of("type"),
              Set.of("nid", "langcode", "status", "uid", "title", "promote", "sticky")),
          "user",
          new DrupalTables(
              "users_field_data",
              "uid",
              Optional.empty(),
              Set.of("uid", "langcode", "name", "mail", "timezone", "status", "init")),
          "taxonomy_term",
          new DrupalTables(
              "taxonomy_term_field_data",
              "tid",
              Optional.of("vid"),
              Set.of("tid", "langcode", "status", "name", "weight")),
          "comment",
          new DrupalTables(
              "comment_field_data",
              "cid",
              Optional.of("comment_type"),
              Set.of("cid", "langcode", "status", "uid", "subject", "name", "mail", "homepage")));

  static Optional<DrupalTables> of(String entityType) {
    return Optional.ofNullable(KNOWN.get(entityType));
  }
}
