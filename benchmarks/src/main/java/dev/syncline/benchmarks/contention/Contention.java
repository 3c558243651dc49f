package dev.syncline.benchmarks.contention;

import dev.syncline.benchmarks.Arguments;
import dev.syncline.benchmarks.Programs;
import dev.syncline.benchmarks.SharedDatabase;
import dev.syncline.benchmarks.SimulatedOrg;
import dev.syncline.benchmarks.contention.Shop.Heat;
import dev.syncline.engine.sync.Sync;
import dev.syncline.engine.sync.SyncListener;
import dev.syncline.engine.sync.SyncSettings;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Proves that eight workers and a busy application can change the same rows: threads of the
 * application and users of the org change few rows of few parents, in transactions of several rows,
 * while the workers claim, push, pull and settle them. No error of a lock reaches the application,
 * none of ours fails for good, both sides are equal in the end, and as many changes are carried in
 * a second as at least half of those where nobody meets anybody, or half of what the application
 * makes by itself on so few rows, where its own threads wait for each other, if that is less.
 */
public final class Contention {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> KINDS = List.of("postgresql", "mariadb");
  private static final int WORKERS = 8;
  private static final long DEFAULT_ROUNDS = 4;
  private static final long DEFAULT_TRANSACTIONS = 120;
  private static final int LISTS = 10;
  private static final double HALF = 0.5;
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(20);

  /** Some of the writes meet a record that somebody else has locked in the org. */
  private static final String LOCKS =
      """
      [{"match":{"object":"Contact","operation":"update"},"rate":0.1,
        "do":{"error":"UNABLE_TO_LOCK_ROW"}},
       {"match":{"object":"Account","operation":"update"},"rate":0.1,
        "do":{"error":"UNABLE_TO_LOCK_ROW"}}]
      """;

  private final SimulatedOrg org;
  private final SharedDatabase database;
  private final Engine engine;
  private final Shop shop;
  private final Users users;

  private Contention(SimulatedOrg org, SharedDatabase database, Engine engine, Shop shop) {
    this.org = org;
    this.database = database;
    this.engine = engine;
    this.shop = shop;
    this.users = new Users(org);
  }

  /**
   * Runs it: {@code [--rounds N] [--transactions N] [--seed N] [--database KIND]}, the transactions
   * of each of eight threads in a round; both kinds of databases unless one is named. The last line
   * of standard output is the result in JSON; the exit code is 0 only if all holds for both
   * databases. With fewer changes than by default the throughput is told and not judged: most of a
   * short round is its end, in which the last refused rows wait for their next try.
   */
  public static void main(String[] words) throws Exception {
    var arguments = new Arguments(words);
    int rounds = Math.toIntExact(arguments.number("--rounds", DEFAULT_ROUNDS));
    int transactions = Math.toIntExact(arguments.number("--transactions", DEFAULT_TRANSACTIONS));
    long seed = arguments.number("--seed", System.nanoTime() & 0xffff);
    ObjectNode result = JSON.createObjectNode();
    boolean held = true;
    for (String kind : KINDS) {
      if (arguments.has("--database") && !List.of(words).contains(kind)) {
        continue;
      }
      ObjectNode one = prove(kind, rounds, transactions, seed);
      held &= one.get("held").asBoolean();
      result.set(kind, one);
    }
    result.put("seed", seed);
    result.put("held", held);
    System.out.println(JSON.writeValueAsString(result));
    System.exit(held ? 0 : 1);
  }

  private static ObjectNode prove(String kind, int rounds, int transactions, long seed)
      throws Exception {
    Programs programs = Programs.ofCheckout();
    Path schema = Path.of(System.getProperty("syncline.root"), "examples", "two-way", "org.yaml");
    Path folder = Files.createTempDirectory("syncline-contention-");
    try (var database = SharedDatabase.start(kind, folder);
        var org =
            SimulatedOrg.start(programs, folder, "", List.of("--schema", schema.toString()))) {
      var shop = new Shop(database, kind.equals("mariadb"));
      shop.neverWaitForTheDisk();
      shop.create();
      try (Engine engine = Engine.open(org, database)) {
        shop.fill();
        return new Contention(org, database, engine, shop).prove(rounds, transactions, seed);
      }
    }
  }

  private ObjectNode prove(int rounds, int transactions, long seed) throws Exception {
    var random = new Random(seed);
    var workers = new Workers(engine);
    boolean idle = rest();
    double alone = alone(transactions, random);
    idle &= rest();
    double hot = 0;
    double cold = 0;
    for (int i = 0; i < rounds; i++) {
      cold += round(workers, Heat.COLD, transactions, random);
      idle &= rest();
      hot += round(workers, Heat.HOT, transactions, random);
      idle &= rest();
    }
    org.order("POST", "/faults", LOCKS);
    round(workers, Heat.HOT, transactions, random);
    org.order("DELETE", "/faults", "");
    idle &= rest();
    List<String> failures = new ArrayList<>(workers.failures());
    List<String> differences = BothSides.differences(org, database);
    failures.addAll(differences);
    failures.stream().limit(10).forEach(System.err::println);
    boolean judged = rounds >= DEFAULT_ROUNDS && transactions >= DEFAULT_TRANSACTIONS;
    var speeds = new Speeds(cold / rounds, hot / rounds, alone, judged);
    return judge(workers, speeds, failures.size(), idle);
  }

  /**
   * Changes a second where nobody meets anybody, where all meet, and where all meet and nobody
   * carries anything.
   */
  private record Speeds(double cold, double hot, double alone, boolean judged) {
    double ratio() {
      return hot / cold;
    }

    boolean hold() {
      return !judged || hot >= HALF * Math.min(cold, alone);
    }
  }

  private ObjectNode judge(Workers workers, Speeds speeds, long failures, boolean idle) {
    ObjectNode result = JSON.createObjectNode();
    long failed = failures + engine.parked() + (idle ? 0 : 1);
    result.put("changes", shop.changes());
    result.put("applicationDeadlocks", shop.deadlocks());
    result.put("applicationTimeouts", shop.timeouts());
    result.put("failed", failed);
    result.put("parked", engine.parked());
    result.put("pushed", workers.pushed());
    result.put("pulled", workers.pulled());
    result.put("retried", workers.retried());
    ObjectNode troubles = result.putObject("passedByThemselves");
    workers.troubles().forEach((code, count) -> troubles.put(code, count.get()));
    result.put("uncontendedPerSecond", Math.round(speeds.cold()));
    result.put("contendedPerSecond", Math.round(speeds.hot()));
    result.put("applicationAlonePerSecond", Math.round(speeds.alone()));
    result.put("ratio", Math.round(speeds.ratio() * 100) / 100.0);
    boolean held = shop.deadlocks() == 0 && shop.timeouts() == 0 && failed == 0 && speeds.hold();
    result.put("held", held);
    return result;
  }

  /** How many rows of few parents the application changes a second while nobody carries them. */
  private double alone(int transactions, Random random) throws InterruptedException {
    long before = shop.changes();
    long began = System.nanoTime();
    shop.work(Heat.HOT, transactions, random.nextLong());
    double speed = (shop.changes() - before) / ((System.nanoTime() - began) / 1e9);
    System.err.printf("The application alone changes %.0f a second%n", speed);
    return speed;
  }

  /** One round of changes on both sides; how many of the application's were carried a second. */
  private double round(Workers workers, Heat heat, int transactions, Random random)
      throws Exception {
    workers.start(WORKERS);
    try {
      return round(heat, transactions, random);
    } finally {
      workers.stop();
    }
  }

  private double round(Heat heat, int transactions, Random random) throws Exception {
    long before = shop.changes();
    long began = System.nanoTime();
    var chance = new Random(random.nextLong());
    try (ExecutorService inOrg = Executors.newSingleThreadExecutor()) {
      Future<Void> edits =
          inOrg.submit(
              () -> {
                users.work(heat, LISTS, chance);
                return null;
              });
      shop.work(heat, transactions, random.nextLong());
      edits.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The users of the org cannot work", e);
    }
    double worked = (System.nanoTime() - began) / 1e9;
    awaitQuiet();
    double seconds = (System.nanoTime() - began) / 1e9;
    double speed = (shop.changes() - before) / seconds;
    System.err.printf(
        "%s: %d changes in %.1f s, carried after %.1f s%n",
        heat, shop.changes() - before, worked, seconds);
    return speed;
  }

  private void awaitQuiet() throws InterruptedException, IOException {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (engine.waiting() > 0) {
      if (System.nanoTime() > deadline) {
        throw new IOException("These wait for too long: " + engine.queues());
      }
      Thread.sleep(LOOK);
    }
  }

  /**
   * What was changed last comes in and echoes are over, so that no round pays for another; whether
   * both sides became quiet.
   */
  private boolean rest() throws InterruptedException, IOException {
    org.order("POST", "/clock", "{\"advance\":\"PT3M\"}");
    var sync =
        new Sync(
            engine.org(),
            engine.database(),
            engine.mappings(),
            SyncSettings.defaults(),
            engine.pace(),
            new StopSignal(),
            SyncListener.NONE);
    return sync.untilIdle(Direction.BOTH, DEADLINE).whole();
  }
}
