package dev.syncline.benchmarks;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Proves that a refresh survives {@code kill -9}: the process is killed at random moments and
 * started again each time; in the end every record is there once, and no more than one page per
 * worker was read again per kill. All starts are of one run: none began from the beginning.
 */
public final class RefreshKills {
  private static final long DEFAULT_CONTACTS = 300_000;
  private static final long DEFAULT_KILLS = 20;
  private static final int WORKERS = 2;

  /** Pages are small enough that many kills fall into the middle of a run. */
  private static final long MAX_PAGE_RECORDS = 10_000;

  private static final long MIN_PAGES = 20;
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final int MAX_JITTER_MILLIS = 400;
  private static final JsonMapper JSON = new JsonMapper();

  private RefreshKills() {}

  /**
   * Runs it: {@code [--contacts N] [--kills N] [--seed N]}. The last line of standard output is the
   * result in JSON; the exit code is 0 only if all holds.
   */
  public static void main(String[] words) throws Exception {
    var arguments = new Arguments(words);
    long contacts = arguments.number("--contacts", DEFAULT_CONTACTS);
    int kills = Math.toIntExact(arguments.number("--kills", DEFAULT_KILLS));
    long seed = arguments.number("--seed", System.nanoTime() & 0xffff);
    boolean held;
    long pageRecords = Math.max(1, Math.min(MAX_PAGE_RECORDS, contacts / MIN_PAGES));
    try (Stage stage = Stage.set(Math.max(1, contacts / 15), contacts, pageRecords)) {
      await(stage.syncline("refresh", "accounts"), "refresh accounts");
      long pagesBefore = pagesServed(stage);
      int done = killAll(stage, contacts, kills, new Random(seed));
      await(stage.syncline("refresh", "contacts"), "the last refresh");
      ObjectNode result =
          judge(stage, contacts, pageRecords, pagesServed(stage) - pagesBefore, done);
      result.put("seed", seed);
      held = result.get("held").asBoolean() && done == kills;
      result.put("held", held);
      System.out.println(JSON.writeValueAsString(result));
    }
    System.exit(held ? 0 : 1);
  }

  private static int killAll(Stage stage, long contacts, int kills, Random random)
      throws Exception {
    List<Long> points = new ArrayList<>();
    for (int i = 0; i < kills; i++) {
      points.add(random.nextLong(contacts * 9 / 10));
    }
    Collections.sort(points);
    int done = 0;
    for (long point : points) {
      Process process = stage.syncline("refresh", "contacts");
      awaitCommitted(stage, process, point);
      Thread.sleep(random.nextInt(MAX_JITTER_MILLIS));
      if (process.isAlive()) {
        process.destroyForcibly();
        done++;
      }
      process.waitFor();
      System.err.printf(
          "kill %d of %d: %d contacts were committed%n", done, kills, committed(stage));
    }
    return done;
  }

  /** Waits until the run is taken up and at least so many contacts are committed. */
  private static void awaitCommitted(Stage stage, Process process, long point) throws Exception {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (process.isAlive() && (!isRunning(stage) || committed(stage) < point)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("No progress to " + point + ", see " + stage.log());
      }
      Thread.sleep(LOOK);
    }
  }

  private static boolean isRunning(Stage stage) throws SQLException {
    return stage.number(
            "SELECT count(*) FROM syncline.lease WHERE job = 'refresh/contacts'"
                + " AND expires_at > now()")
        > 0;
  }

  /** By what the committed pages came to: counting the rows would slow down what is measured. */
  private static long committed(Stage stage) throws SQLException {
    boolean there = stage.number("SELECT count(*) FROM pg_class WHERE relname = 'contact'") > 0;
    return there
        ? stage.number(
            "SELECT coalesce(sum(r.inserted), 0) FROM syncline.refresh_run r"
                + " JOIN syncline.mapping m ON m.id = r.mapping_id WHERE m.name = 'contacts'")
        : 0;
  }

  private static ObjectNode judge(
      Stage stage, long contacts, long pageRecords, long pagesRead, int kills) throws Exception {
    ObjectNode result = JSON.createObjectNode();
    long rows = stage.number("SELECT count(*) FROM contact");
    long distinct = stage.number("SELECT count(DISTINCT salesforce_id) FROM contact");
    long links =
        stage.number(
            "SELECT count(*) FROM contact c JOIN syncline.link l ON l.record_id = c.salesforce_id"
                + " AND l.row_key = c.id::text");
    long allLinks =
        stage.number(
            "SELECT count(*) FROM syncline.link l JOIN syncline.mapping m ON m.id = l.mapping_id"
                + " WHERE m.name = 'contacts'");
    long inOrg = stage.org().query("SELECT COUNT() FROM Contact").get("totalSize").asLong();
    long runs =
        stage.number(
            "SELECT count(*) FROM syncline.refresh_run r JOIN syncline.mapping m"
                + " ON m.id = r.mapping_id WHERE m.name = 'contacts'");
    long pages = runs * ((contacts + pageRecords - 1) / pageRecords);
    long again = pagesRead - pages;
    result.put("records", inOrg);
    result.put("rows", rows);
    result.put("twice", rows - distinct);
    result.put("missing", inOrg - distinct);
    result.put("linksOneToOne", links == rows && allLinks == rows);
    result.put("kills", kills);
    result.put("runs", runs);
    result.put("pages", pages);
    result.put("pagesReadAgain", again);
    boolean held =
        runs == 1
            && rows == contacts
            && distinct == contacts
            && inOrg == contacts
            && links == rows
            && allLinks == rows
            && again <= (long) WORKERS * kills;
    result.put("held", held);
    return result;
  }

  private static long pagesServed(Stage stage) throws Exception {
    JsonNode stats = stage.org().stats();
    return stats.get("bulkPagesServed").asLong();
  }

  private static void await(Process process, String what) throws Exception {
    String output = Programs.output(process);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(what + " failed: " + output);
    }
  }
}
