package dev.syncline.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * From records to rows by the org's events: how long a change takes at a steady rate, and whether
 * many changes a second are kept up with in flat memory.
 */
final class LivePull implements LiveBenchmark.Half {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long CONTACTS = 20_000;
  private static final int PER_SECOND = 50;
  private static final long WARM_UP_SECONDS = 15;
  private static final long DEFAULT_SECONDS = 60;
  private static final long MOST_MEDIAN_MILLIS = 150;
  private static final long MOST_P99_MILLIS = 500;
  private static final int MANY_PER_SECOND = 5_000;
  private static final int TOGETHER = 100;

  /** Whoever keeps up is so far behind at most when the changes end. */
  private static final double MOST_SECONDS_BEHIND = 3;

  /** The second half of the time takes so much more memory at most than the first. */
  private static final double MOST_GROWTH = 1.15;

  @Override
  public boolean measure(Arguments arguments, ObjectNode figures) throws Exception {
    long seconds = arguments.number("--seconds", DEFAULT_SECONDS);
    try (SyncStage stage = SyncStage.set(CONTACTS)) {
      listening(stage);
      stage.sync();
      stage.rest();
      Process run = stage.start("run");
      try (var arrivals = new RowArrivals(stage)) {
        change(stage, arrivals, 1, PER_SECOND, 1);
        change(stage, arrivals, WARM_UP_SECONDS, PER_SECOND, 1);
        stage.org().forgetStats();
        long[] delays = change(stage, arrivals, seconds, PER_SECOND, 1);
        boolean steady = tell(figures.putObject("steady"), delays);
        figures.set("calls", stage.org().stats().get("calls"));
        say("steady: " + figures);
        return many(stage, arrivals, run, seconds, figures) && steady;
      } finally {
        Programs.stop(run);
      }
    }
  }

  private static void say(String text) {
    System.err.println(text);
  }

  /** Lets the configuration say that events are taken in. */
  private static void listening(SyncStage stage) throws IOException, InterruptedException {
    stage.org().order("POST", "/limits", "{\"DailyDeliveredPlatformEvents\":100000000}");
    JsonNode ready = stage.org().ready();
    String endpoint = ready.get("pubsubEndpoint").asString();
    String host = URI.create("tcp://" + endpoint).getHost();
    stage.edit(
        "    allowHosts: [localhost]\n",
        """
            allowHosts: [localhost, "%1$s", "%2$s"]
            pubsub: {endpoint: "%1$s", caCertificate: "%3$s"}
            events: {}
        """
            .formatted(endpoint, host, ready.get("caCertificate").asString()));
  }

  private static boolean tell(ObjectNode figures, long[] nanos) {
    figures
        .put("changes", nanos.length)
        .put("changesPerSecond", PER_SECOND)
        .put("millisP50", millis(nanos, 0.5))
        .put("millisP99", millis(nanos, 0.99))
        .put("millisMost", millis(nanos, 1));
    return millis(nanos, 0.5) <= MOST_MEDIAN_MILLIS && millis(nanos, 0.99) <= MOST_P99_MILLIS;
  }

  private static double millis(long[] nanos, double share) {
    int place = (int) Math.ceil(share * nanos.length) - 1;
    return Math.round(nanos[Math.max(0, place)] / 1e5) / 10.0;
  }

  /**
   * Changes records at a steady rate.
   *
   * @param together how many records a transaction changes
   * @return for each change, the nanoseconds from when it was sent to the org until its row was
   *     committed, the shortest first
   */
  private static long[] change(
      SyncStage stage, RowArrivals arrivals, long seconds, int perSecond, int together)
      throws IOException, InterruptedException, SQLException {
    int transactions = Math.toIntExact(seconds * perSecond / together);
    long apart = 1_000_000_000L * together / perSecond;
    int first = arrivals.next();
    long[] sent = new long[transactions * together];
    long began = System.nanoTime();
    for (int i = 0; i < transactions; i++) {
      long left = began + i * apart - System.nanoTime();
      if (left > 0) {
        Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
      }
      ArrayNode writes = JSON.createArrayNode();
      for (int j = 0; j < together; j++) {
        arrivals.write(writes.addObject());
      }
      Arrays.fill(sent, i * together, (i + 1) * together, System.nanoTime());
      stage.org().write(writes);
    }
    arrivals.await();
    long[] delays = new long[sent.length];
    Arrays.setAll(delays, i -> arrivals.at(first + i) - sent[i]);
    Arrays.sort(delays);
    return delays;
  }

  private static boolean many(
      SyncStage stage, RowArrivals arrivals, Process run, long seconds, ObjectNode figures)
      throws IOException, InterruptedException, SQLException {
    List<Long> memory = new ArrayList<>();
    change(stage, arrivals, 10, MANY_PER_SECOND, TOGETHER);
    ProcessorTime before = stage.processorTime();
    double product = ProcessorTime.of(run);
    long began = System.nanoTime();
    Thread watch = Thread.ofPlatform().start(() -> watch(run, memory));
    long[] delays = change(stage, arrivals, seconds, MANY_PER_SECOND, TOGETHER);
    double took = (System.nanoTime() - began) / 1e9;
    watch.interrupt();
    watch.join();
    ProcessorTime worked = stage.processorTime().minus(before);
    long first = median(memory.subList(0, memory.size() / 2));
    long second = median(memory.subList(memory.size() / 2, memory.size()));
    boolean keptUp = took <= seconds + MOST_SECONDS_BEHIND;
    boolean flat = second <= first * MOST_GROWTH;
    figures
        .putObject("many")
        .put("changes", delays.length)
        .put("eventsPerSecond", Math.round(delays.length / took))
        .put("millisP50", millis(delays, 0.5))
        .put("millisP99", millis(delays, 0.99))
        .put("productSeconds", ProcessorTime.of(run) - product)
        .put("databaseSeconds", worked.database())
        .put("orgSeconds", worked.org())
        .put("mebibytesFirstHalf", first / 1_024)
        .put("mebibytesSecondHalf", second / 1_024)
        .put("keptUp", keptUp)
        .put("flat", flat);
    say("many: " + figures);
    return keptUp && flat;
  }

  private static long median(List<Long> numbers) {
    List<Long> sorted = numbers.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
  }

  /** Notes once a second how much memory a process holds. */
  private static void watch(Process process, List<Long> memory) {
    try {
      while (process.isAlive()) {
        memory.add(WorkingMemory.kibibytes(process));
        Thread.sleep(1_000);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
