package dev.syncline.benchmarks.kills;

import dev.syncline.benchmarks.SharedDatabase;
import dev.syncline.benchmarks.SimulatedOrg;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What each side holds, read by plain SQL and plain REST: by kind and mark, each thing's values in
 * the order of the kind's fields, references as the parent's mark.
 */
final class Sides {
  private Sides() {}

  /** What one side holds. */
  record State(Map<Kind, Map<String, List<List<String>>>> things) {
    List<List<String>> of(Thing thing) {
      return things.getOrDefault(thing.kind(), Map.of()).getOrDefault(thing.mark(), List.of());
    }

    /** The marks of a kind. */
    List<String> marks(Kind kind) {
      return List.copyOf(things.getOrDefault(kind, Map.of()).keySet());
    }
  }

  static State ofOrg(SimulatedOrg org) throws IOException, InterruptedException {
    Map<Kind, Map<String, List<List<String>>>> things = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      List<String> fields = new ArrayList<>(List.of(kind.markField()));
      kind.fields().forEach(f -> fields.add(f.equals(Kind.PARENT) ? "Account.Shop_Id__c" : f));
      String query = "SELECT " + String.join(", ", fields) + " FROM " + kind.object();
      for (JsonNode record : org.all(query)) {
        List<String> values = new ArrayList<>();
        kind.fields().forEach(field -> values.add(value(record, field)));
        note(things, kind, text(record, kind.markField()), values);
      }
    }
    return new State(things);
  }

  private static String value(JsonNode record, String field) {
    if (!field.equals(Kind.PARENT)) {
      return text(record, field);
    }
    JsonNode parent = record.get("Account");
    return parent == null || parent.isNull() ? "" : text(parent, Kind.ACCOUNT.markField());
  }

  private static String text(JsonNode record, String field) {
    JsonNode value = record.get(field);
    return value == null || value.isNull() ? "" : value.asString();
  }

  static State ofDatabase(SharedDatabase database) throws SQLException {
    Map<Kind, Map<String, List<List<String>>>> things = new EnumMap<>(Kind.class);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (Kind kind : Kind.values()) {
        boolean child = kind == Kind.CONTACT;
        String query =
            "SELECT t.%s, t.%s, t.%s, t.phone%s FROM %s t%s"
                .formatted(
                    kind.markColumn(),
                    kind.databaseColumn(),
                    kind.orgColumn(),
                    child ? ", p.shop_id" : "",
                    kind.table(),
                    child ? " LEFT JOIN account p ON p.id = t.account_id" : "");
        try (ResultSet rows = statement.executeQuery(query)) {
          while (rows.next()) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < kind.fields().size(); i++) {
              values.add(Objects.requireNonNullElse(rows.getString(i + 2), ""));
            }
            note(things, kind, Objects.requireNonNullElse(rows.getString(1), ""), values);
          }
        }
      }
    }
    return new State(things);
  }

  private static void note(
      Map<Kind, Map<String, List<List<String>>>> things,
      Kind kind,
      String mark,
      List<String> values) {
    things
        .computeIfAbsent(kind, _ -> new TreeMap<>())
        .computeIfAbsent(mark, _ -> new ArrayList<>())
        .add(values);
  }
}
