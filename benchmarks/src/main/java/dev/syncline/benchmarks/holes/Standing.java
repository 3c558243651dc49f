package dev.syncline.benchmarks.holes;

import dev.syncline.benchmarks.SimulatedOrg;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How the rows stand beside the records, both read by plain means. */
final class Standing {
  /** What can be wrong. */
  enum Wrong {
    /** A record has no row, or an edit of a row is in neither side. */
    LOST,
    /** A record has two rows, or a row is no record's. */
    DUPLICATED,
    /** A row holds an older version of its record. */
    STALE,
    /** A row is there whose record was deleted. */
    RESURRECTED,
    /** A row differs from its record in a field. */
    DIVERGED,
    /** Work does not end, and nothing says why. */
    SILENT
  }

  private static final int MAX_TEXTS = 20;

  /** An object, its table, and the columns of its fields; versions first. */
  private record Kind(String object, String mapping, List<String> fields, String rows) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "Account",
              "accounts",
              List.of("Name", "Phone", "BillingCity"),
              "SELECT k.record_id, t.name, t.phone, t.city FROM account t %s"),
          new Kind(
              "Contact",
              "contacts",
              List.of("LastName", "Phone", "Email", "Description", "Department", "AccountId"),
              "SELECT k.record_id, t.last_name, t.phone, t.email, t.description, t.department,"
                  + " p.record_id FROM contact t %s LEFT JOIN syncline.link p"
                  + " ON p.row_key = t.account_id::text AND p.mapping_id ="
                  + " (SELECT id FROM syncline.mapping WHERE name = 'accounts')"));

  private final Map<Wrong, Long> counts = new EnumMap<>(Wrong.class);
  private final List<String> texts = new ArrayList<>();

  Standing() {
    for (Wrong wrong : Wrong.values()) {
      counts.put(wrong, 0L);
    }
  }

  void add(Wrong wrong, String text) {
    counts.merge(wrong, 1L, Long::sum);
    if (texts.size() < MAX_TEXTS) {
      texts.add(wrong + ": " + text);
    }
  }

  boolean clean() {
    return counts.values().stream().allMatch(c -> c == 0);
  }

  List<String> texts() {
    return List.copyOf(texts);
  }

  void plus(Standing other) {
    other.counts.forEach((wrong, count) -> counts.merge(wrong, count, Long::sum));
  }

  void tell(ObjectNode result) {
    counts.forEach((wrong, count) -> result.put(wrong.name().toLowerCase(Locale.ROOT), count));
  }

  /**
   * Compares both sides as they are.
   *
   * @param departments what rows were given last, by the records that they are
   */
  static Standing of(LiveStage stage, Map<String, String> departments)
      throws IOException, InterruptedException, SQLException {
    var standing = new Standing();
    stage.org().signIn();
    for (Kind kind : KINDS) {
      Map<String, List<List<String>>> rows = rows(stage, kind);
      Map<String, List<String>> records = records(stage.org(), kind);
      records.forEach(
          (id, values) -> standing.judge(kind, id, values, rows.getOrDefault(id, List.of())));
      rows.forEach(
          (id, held) -> {
            if (id.isEmpty()) {
              held.forEach(row -> standing.add(Wrong.DUPLICATED, kind + " has a row " + row));
            } else if (!records.containsKey(id)) {
              standing.add(Wrong.RESURRECTED, kind.object() + " " + id + " is in rows: " + held);
            }
          });
      if (kind.fields().contains("Department")) {
        standing.judgeEdits(kind, records, departments);
      }
    }
    return standing;
  }

  private void judgeEdits(
      Kind kind, Map<String, List<String>> records, Map<String, String> departments) {
    int at = kind.fields().indexOf("Department");
    departments.forEach(
        (id, value) -> {
          String held = records.getOrDefault(id, List.of("", "", "", "", "", "")).get(at);
          if (!held.equals(value)) {
            add(Wrong.LOST, "the row of %s got %s, the org has %s".formatted(id, value, held));
          }
        });
  }

  private void judge(Kind kind, String id, List<String> record, List<List<String>> rows) {
    String name = kind.object() + " " + id;
    if (rows.size() != 1) {
      add(rows.isEmpty() ? Wrong.LOST : Wrong.DUPLICATED, name + " " + record + " is " + rows);
      return;
    }
    List<String> row = rows.getFirst();
    if (!row.equals(record)) {
      boolean older = version(row.getFirst()) < version(record.getFirst());
      add(older ? Wrong.STALE : Wrong.DIVERGED, name + " is " + record + ", its row " + row);
    }
  }

  /** Every edit of a record gives it a number that rises; 0 before the first. */
  private static long version(String value) {
    return value.matches("v\\d+") ? Long.parseLong(value.substring(1)) : 0;
  }

  /**
   * A push may end lines otherwise than they were: texts that differ in that alone are the same.
   */
  private static String lines(String text) {
    return text.replace("\r\n", "\n");
  }

  private static Map<String, List<String>> records(SimulatedOrg org, Kind kind)
      throws IOException, InterruptedException {
    Map<String, List<String>> records = new HashMap<>();
    String query = "SELECT Id, " + String.join(", ", kind.fields()) + " FROM " + kind.object();
    for (JsonNode record : org.all(query)) {
      List<String> values = new ArrayList<>(kind.fields().size());
      for (String field : kind.fields()) {
        JsonNode value = record.get(field);
        values.add(value == null || value.isNull() ? "" : lines(value.asString()));
      }
      records.put(record.get("Id").asString(), values);
    }
    return records;
  }

  private static Map<String, List<List<String>>> rows(LiveStage stage, Kind kind)
      throws SQLException {
    String link =
        "LEFT JOIN syncline.link k ON k.row_key = t.id::text AND k.mapping_id ="
            + " (SELECT id FROM syncline.mapping WHERE name = '%s')".formatted(kind.mapping());
    Map<String, List<List<String>>> rows = new HashMap<>();
    try (Connection connection = stage.connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(kind.rows().formatted(link))) {
      while (found.next()) {
        List<String> values = new ArrayList<>(kind.fields().size());
        for (int i = 0; i < kind.fields().size(); i++) {
          values.add(lines(Objects.requireNonNullElse(found.getString(i + 2), "")));
        }
        String id = Objects.requireNonNullElse(found.getString(1), "");
        rows.computeIfAbsent(id, _ -> new ArrayList<>(1)).add(values);
      }
    }
    return rows;
  }
}
