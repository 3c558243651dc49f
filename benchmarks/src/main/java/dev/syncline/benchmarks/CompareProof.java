package dev.syncline.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Proves that a compare finds and repairs exactly what differs: of many equal contacts one byte of
 * one row is changed, one row is deleted and one is added behind the triggers' back, and one record
 * is deleted for good, of which the org tells nobody. The process under test is the product's own.
 */
public final class CompareProof {
  private static final long DEFAULT_RECORDS = 1_000_000;
  private static final long MAX_HEAP_MEBIBYTES = 256;
  private static final JsonMapper JSON = new JsonMapper();

  private CompareProof() {}

  /** What was done, and where. */
  private record Planted(String changed, String deleted, String purged) {}

  /**
   * Runs it: {@code [--records N]}. The last line of standard output is the result in JSON; the
   * exit code is 0 only if all holds.
   */
  public static void main(String[] words) throws Exception {
    long records = new Arguments(words).number("--records", DEFAULT_RECORDS);
    boolean held;
    try (SyncStage stage = SyncStage.set(records)) {
      stage.sync();
      System.err.println("loaded");
      Planted planted = plant(stage, records);
      JsonNode found = compare(stage, "--repair");
      System.err.println("compared: " + found.get("kinds"));
      stage.sync();
      JsonNode after = compare(stage);
      ObjectNode result = judge(stage, planted, found, after);
      held = result.get("held").asBoolean();
      System.out.println(JSON.writeValueAsString(result));
    }
    System.exit(held ? 0 : 1);
  }

  private static Planted plant(SyncStage stage, long records)
      throws IOException, InterruptedException, SQLException {
    long step = records / 4;
    var planted =
        new Planted(record(stage, step), record(stage, 2 * step), record(stage, 3 * step));
    try (Connection connection = stage.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET syncline.writing = 'on'");
      statement.execute(
          "UPDATE contact SET last_name = overlay(last_name placing '~' from 2 for 1) WHERE id = "
              + step);
      statement.execute("DELETE FROM contact WHERE id = " + 2 * step);
      statement.execute(
          "INSERT INTO contact (shop_id, last_name, opted_out)"
              + " VALUES ('extra', 'Extra', false)");
    }
    stage
        .org()
        .order(
            "POST",
            "/records",
            JSON.writeValueAsString(
                Map.of(
                    "writes",
                    List.of(
                        Map.of("op", "hardDelete", "object", "Contact", "id", planted.purged())))));
    return planted;
  }

  /** The record of a row. */
  private static String record(SyncStage stage, long row) throws SQLException {
    try (Connection connection = stage.connect();
        Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT l.record_id FROM syncline.link l JOIN syncline.mapping m"
                    + " ON m.id = l.mapping_id WHERE m.name = 'contacts' AND l.row_key = '"
                    + row
                    + "'")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static JsonNode compare(SyncStage stage, String... more) throws Exception {
    var arguments = new ArrayList<>(List.of("compare", "contacts"));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("-o", "json"));
    Process process = stage.start(arguments.toArray(String[]::new));
    String output = Programs.output(process);
    int exitCode = process.waitFor();
    if (output.isBlank()) {
      throw new IOException("compare ended with " + exitCode + ", see its log");
    }
    JsonNode answer = JSON.readTree(output);
    ObjectNode mapping = (ObjectNode) answer.get("mappings").get(0);
    mapping.set("heap", answer.get("peakHeapMiB"));
    mapping.put("exitCode", exitCode);
    return mapping;
  }

  private static ObjectNode judge(SyncStage stage, Planted planted, JsonNode found, JsonNode after)
      throws Exception {
    ObjectNode result = JSON.createObjectNode();
    result.put("records", found.get("records").asLong());
    result.put("different", found.get("different").asLong());
    result.set("kinds", found.get("kinds"));
    boolean exact =
        found.get("different").asLong() == 4
            && isSample(found, "fieldDiffers", Optional.of(planted.changed()))
            && isSample(found, "missingHere", Optional.of(planted.deleted()))
            && isSample(found, "missingThere", Optional.empty())
            && isSample(found, "hardDeleted", Optional.of(planted.purged()));
    result.put("foundExactlyThese", exact);
    result.put("repairsQueued", found.get("repairsQueued").asLong());
    long rows = stage.number("SELECT count(*) FROM contact");
    long inOrg = stage.org().query("SELECT COUNT() FROM Contact").get("totalSize").asLong();
    long extra =
        stage
            .org()
            .query("SELECT COUNT() FROM Contact WHERE LastName = 'Extra' AND Shop_Id__c = 'extra'")
            .get("totalSize")
            .asLong();
    boolean repaired =
        after.get("holds").asBoolean()
            && after.get("different").asLong() == 0
            && after.get("equal").asLong() == inOrg
            && rows == inOrg
            && inOrg == found.get("records").asLong() + 1
            && extra == 1;
    result.put("repaired", repaired);
    result.put("calls", found.get("apiCalls").asLong());
    result.set("seconds", found.get("seconds"));
    long heap = Math.max(found.get("heap").asLong(), after.get("heap").asLong());
    result.put("peakHeapMiB", heap);
    result.put("held", exact && repaired && heap <= MAX_HEAP_MEBIBYTES);
    return result;
  }

  private static boolean isSample(JsonNode report, String kind, Optional<String> record) {
    if (report.get("kinds").get(kind).asLong() != 1) {
      return false;
    }
    for (JsonNode sample : report.get("samples")) {
      if (sample.get("kind").asString().equals(kind)) {
        return record.isEmpty() || record.get().equals(sample.get("record").asString());
      }
    }
    return false;
  }
}
