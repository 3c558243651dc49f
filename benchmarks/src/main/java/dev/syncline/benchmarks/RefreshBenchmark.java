package dev.syncline.benchmarks;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
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

  /** What the refresh must reach of the limit, and the most heap it may take; from 300,000 on. */
  private static final double LEAST_RATIO = 0.5;

  private static final long MOST_HEAP = 256;
  private static final JsonMapper JSON = new JsonMapper();

  private RefreshBenchmark() {}

  /**
   * Runs it: {@code [--contacts N]}. The last line of standard output is the result in JSON; the
   * exit code is 0 only if all contacts arrived and, with 300,000 or more, ratio and heap are kept.
   */
  public static void main(String[] words) throws Exception {
    long contacts = new Arguments(words).number("--contacts", DEFAULT_CONTACTS);
    long accounts = Math.max(1, contacts / CONTACTS_PER_ACCOUNT);
    boolean held;
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
      double ratio = rate / limit.rowsPerSecond();
      long heap = refresh.get("peakHeapMiB").asLong();
      held = contacts < DEFAULT_CONTACTS || (ratio >= LEAST_RATIO && heap <= MOST_HEAP);
      result.put("ratio", BigDecimal.valueOf(ratio).setScale(2, RoundingMode.HALF_UP));
      result.put("peakHeapMiB", heap);
      result.put("seconds", refresh.get("seconds").asDouble());
      result.put("limitSeconds", limit.seconds());
      result.put("apiCalls", refresh.get("apiCalls").asLong());
      result.put("held", held);
      System.out.println(JSON.writeValueAsString(result));
    }
    System.exit(held ? 0 : 1);
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
