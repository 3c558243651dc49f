package dev.syncline.benchmarks.kills;

import dev.syncline.benchmarks.Arguments;
import dev.syncline.benchmarks.Programs;
import dev.syncline.benchmarks.SharedDatabase;
import dev.syncline.benchmarks.SimulatedOrg;
import dev.syncline.benchmarks.kills.Verdict.Wrong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Proves that syncing survives {@code kill -9}: while both sides are edited all the time, the
 * process is killed at random moments and started again each time. In the end both sides are equal,
 * and hold what they were told; and each restart did something useful within ten seconds.
 */
public final class SyncKills {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long DEFAULT_KILLS = 200;
  private static final Duration USEFUL = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration QUIET = Duration.ofMinutes(8);
  private static final long LOOK_MILLIS = 500;
  private static final int MOST_MILLIS_AT_WORK = 1_500;

  /** One kill of so many falls into the start. */
  private static final int EARLY = 5;

  private final SimulatedOrg org;
  private final SharedDatabase database;
  private final Product product;
  private final String tables;
  private final Random random;
  private final Things things = new Things();
  private final List<Double> restarts = new ArrayList<>();
  private int kills;
  private int early;

  private SyncKills(
      SimulatedOrg org, SharedDatabase database, Product product, String tables, Random random) {
    this.org = org;
    this.database = database;
    this.product = product;
    this.tables = tables;
    this.random = random;
  }

  /**
   * Runs it: {@code [--database postgresql|mariadb] [--kills N] [--seed N]}. The last line of
   * standard output is the result in JSON; the exit code is 0 only if all holds.
   */
  public static void main(String[] words) throws Exception {
    var arguments = new Arguments(words);
    int at = List.of(words).indexOf("--database");
    String kind = at < 0 ? "postgresql" : words[at + 1];
    if (!List.of("postgresql", "mariadb").contains(kind)) {
      System.err.println("usage: proofs/sync-kills [--database postgresql|mariadb] [--kills N]");
      System.exit(2);
    }
    int kills = Math.toIntExact(arguments.number("--kills", DEFAULT_KILLS));
    long seed = arguments.number("--seed", System.nanoTime() & 0xffff);
    Programs programs = Programs.ofCheckout();
    Path schema = Path.of(System.getProperty("syncline.root"), "examples", "two-way", "org.yaml");
    Path folder = Files.createTempDirectory("syncline-kills-");
    boolean held;
    try (var database = SharedDatabase.start(kind, folder);
        var org =
            SimulatedOrg.start(programs, folder, "", List.of("--schema", schema.toString()))) {
      var product = new Product(programs, folder, database, org);
      String tables = kind.equals("mariadb") ? "syncline_" : "syncline.";
      ObjectNode result =
          new SyncKills(org, database, product, tables, new Random(seed)).prove(kills);
      result.put("database", kind);
      result.put("seed", seed);
      held = result.get("held").asBoolean();
      System.out.println(JSON.writeValueAsString(result));
    }
    System.exit(held ? 0 : 1);
  }

  private ObjectNode prove(int wanted) throws Exception {
    product.run("db", "install", "--yes");
    long began = System.nanoTime();
    var verdict = new Verdict();
    try (var shopEdits = new ShopEdits(database, things, new Random(random.nextLong()));
        var probes = new ShopEdits(database, things, new Random(random.nextLong()));
        var editors = new Editors()) {
      shopEdits.seed();
      List<Thing> parents = things.all().subList(0, ShopEdits.PARENTS);
      product.run("sync", "--until-idle");
      var orgEdits = new OrgEdits(org, things, new Random(random.nextLong()));
      var probing = new OrgEdits(org, things, new Random(random.nextLong()));
      editors.begin(shopEdits::edit, new Random(random.nextLong()));
      editors.begin(orgEdits::edit, new Random(random.nextLong()));
      try (var probe = new Probe(org, database, probing, probes, parents)) {
        while (kills < wanted) {
          kill(probe, wanted);
        }
      }
      editors.end();
    }
    finish(verdict);
    verdict.judge(things.all(), Sides.ofOrg(org), Sides.ofDatabase(database));
    verdict.texts().forEach(System.err::println);
    return tell(verdict, (System.nanoTime() - began) / 1e9);
  }

  /** Starts, waits until something useful is done, and kills; or kills while it starts. */
  private void kill(Probe probe, int wanted) throws Exception {
    probe.set();
    long began = System.nanoTime();
    Process process = product.start();
    boolean atStart = random.nextInt(EARLY) == 0;
    if (atStart) {
      early++;
    } else {
      if (!probe.await(began + PATIENCE.toNanos())) {
        throw new IOException("Nothing useful was done after the start");
      }
      restarts.add((System.nanoTime() - began) / 1e9);
    }
    Thread.sleep(random.nextInt(MOST_MILLIS_AT_WORK));
    if (!process.isAlive()) {
      throw new IOException("The process ended by itself with " + process.exitValue());
    }
    Product.kill(process);
    kills++;
    System.err.printf(
        "kill %d of %d %s%n",
        kills,
        wanted,
        atStart ? "at its start" : "after %.1f s to useful work".formatted(restarts.getLast()));
  }

  /** Lets the product work undisturbed until both sides are equal and its queues empty. */
  private void finish(Verdict verdict) throws Exception {
    Process process = product.start();
    long deadline = System.nanoTime() + QUIET.toNanos();
    while (!isQuiet()) {
      if (System.nanoTime() > deadline) {
        verdict.add(Wrong.SILENT, "The work does not end: " + waiting() + " entries wait");
        break;
      }
      Thread.sleep(LOOK_MILLIS);
    }
    process.destroy();
    process.waitFor();
  }

  private boolean isQuiet() throws Exception {
    return waiting() == 0 && Sides.ofOrg(org).equals(Sides.ofDatabase(database));
  }

  private long waiting() throws SQLException {
    return number("SELECT count(*) FROM " + tables + "outbox WHERE state <> 'PARKED'")
        + number("SELECT count(*) FROM " + tables + "pull_queue");
  }

  private long parked() throws SQLException {
    return number("SELECT count(*) FROM " + tables + "outbox WHERE state = 'PARKED'")
        + number("SELECT count(*) FROM " + tables + "parked");
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private ObjectNode tell(Verdict verdict, double seconds) throws SQLException {
    ObjectNode result = JSON.createObjectNode();
    result.put("kills", kills);
    result.put("atTheStart", early);
    result.put("things", things.all().size());
    result.put("changes", things.changes());
    verdict.tell(result);
    long parked = parked();
    result.put("parked", parked);
    Collections.sort(restarts);
    double slowest = restarts.isEmpty() ? 0 : restarts.getLast();
    result.put("medianRestart", restarts.isEmpty() ? 0 : tenths(restarts.get(restarts.size() / 2)));
    result.put("slowestRestart", tenths(slowest));
    result.put("seconds", Math.round(seconds));
    boolean held = verdict.clean() && parked == 0 && slowest < USEFUL.toSeconds();
    result.put("held", held);
    return result;
  }

  private static double tenths(double seconds) {
    return Math.round(seconds * 10) / 10.0;
  }
}
