package dev.syncline.benchmarks.contention;

import dev.syncline.benchmarks.SharedDatabase;
import dev.syncline.benchmarks.SimulatedOrg;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Compares both sides by plain SQL and plain REST, with nothing of the product's. */
final class BothSides {
  private static final String ROWS =
      """
      SELECT a.shop_id, a.name, a.phone, a.site, NULL FROM account a
      UNION ALL
      SELECT c.shop_id, c.last_name, c.phone, c.department, p.shop_id
      FROM contact c LEFT JOIN account p ON p.id = c.account_id
      """;

  private BothSides() {}

  /** What one side has and the other has not, or has otherwise; twice counts too. */
  static List<String> differences(SimulatedOrg org, SharedDatabase database)
      throws IOException, InterruptedException, SQLException {
    Map<String, List<List<String>>> records = new TreeMap<>();
    for (JsonNode one : org.all("SELECT Shop_Id__c, Name, Phone, Site FROM Account")) {
      note(records, of(one, "Shop_Id__c", "Name", "Phone", "Site"), "");
    }
    for (JsonNode one :
        org.all(
            "SELECT Shop_Id__c, LastName, Phone, Department, Account.Shop_Id__c FROM Contact")) {
      JsonNode parent = one.get("Account");
      note(
          records,
          of(one, "Shop_Id__c", "LastName", "Phone", "Department"),
          parent == null || parent.isNull() ? "" : text(parent, "Shop_Id__c"));
    }
    Map<String, List<List<String>>> rows = new TreeMap<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(ROWS)) {
      while (found.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
          values.add(Objects.requireNonNullElse(found.getString(i), ""));
        }
        note(rows, values, Objects.requireNonNullElse(found.getString(5), ""));
      }
    }
    var keys = new TreeSet<>(records.keySet());
    keys.addAll(rows.keySet());
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      List<List<String>> there = records.getOrDefault(key, List.of());
      List<List<String>> here = rows.getOrDefault(key, List.of());
      if (!there.equals(here) || there.size() != 1) {
        differences.add(key + ": the org has " + there + ", the database " + here);
      }
    }
    return differences;
  }

  private static List<String> of(JsonNode record, String... fields) {
    List<String> values = new ArrayList<>();
    for (String field : fields) {
      values.add(text(record, field));
    }
    return values;
  }

  private static String text(JsonNode record, String field) {
    JsonNode value = record.get(field);
    return value == null || value.isNull() ? "" : value.asString();
  }

  private static void note(
      Map<String, List<List<String>>> side, List<String> values, String parent) {
    List<String> all = new ArrayList<>(values);
    all.add(parent);
    side.computeIfAbsent(values.getFirst(), _ -> new ArrayList<>()).add(all);
  }
}
