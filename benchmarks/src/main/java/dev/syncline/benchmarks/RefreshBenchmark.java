package dev.syncline.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures a refresh of contacts against what the same machine and server can do at all: the same
 * rows from memory, staged by COPY and merged with the same indexes and links by a bare driver
 * program.
 */
public final class RefreshBenchmark {
  private static final long DEFAULT_CONTACTS = 300_000;
  private static final long CONTACTS_PER_ACCOUNT = 15;
  private static final long PAGE_RECORDS = 50_000;
  private static final JsonMapper JSON = new JsonMapper();

  private RefreshBenchmark() {}

  /** Runs it: {@code [--contacts N]}. The last line of standard output is the result in JSON. */
  public static void main(String[] words) throws Exception {
    long contacts = new Arguments(words).number("--contacts", DEFAULT_CONTACTS);
    long accounts = Math.max(1, contacts / CONTACTS_PER_ACCOUNT);
    try (Stage stage = Stage.set(accounts, contacts, PAGE_RECORDS)) {
      refresh(stage, "accounts");
      JsonNode refresh = refresh(stage, "contacts");
      long stored = stage.number("SELECT count(*) FROM contact");
      if (stored != contacts) {
        throw new IllegalStateException(stored + " contacts are there, not " + contacts);
      }
      double rate = refresh.get("recordsPerSecond").asDouble();
      BareDriver.Result limit = BareDriver.load(stage);
      ObjectNode result = JSON.createObjectNode();
      result.put("contacts", contacts);
      result.put("rate", Math.round(rate));
      result.put("limit", Math.round(limit.rowsPerSecond()));
      result.put("ratio", String.format(Locale.ROOT, "%.2f", rate / limit.rowsPerSecond()));
      result.put("peakHeapMiB", refresh.get("peakHeapMiB").asLong());
      result.put("seconds", refresh.get("seconds").asDouble());
      result.put("limitSeconds", limit.seconds());
      result.put("apiCalls", refresh.get("apiCalls").asLong());
      System.out.println(JSON.writeValueAsString(result));
    }
  }

  private static JsonNode refresh(Stage stage, String mapping)
      throws IOException, InterruptedException, SQLException {
    Process process = stage.syncline("refresh", mapping, "-o", "json");
    String output = Programs.output(process);
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IllegalStateException(
          "refresh " + mapping + " ended with " + exit + ", see " + stage.log() + "\n" + output);
    }
    try (var connection = stage.connect();
        var statement = connection.createStatement()) {
      statement.execute("CHECKPOINT");
    }
    return JSON.readTree(output);
  }
}
