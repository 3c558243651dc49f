package dev.syncline.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/**
 * From rows to records: how long a change takes when it comes alone and at a steady rate, what that
 * costs in calls, and what waiting for changes costs both processes.
 */
final class LivePush implements LiveBenchmark.Half {
  private static final long CONTACTS = 5_000;
  private static final int PER_SECOND = 50;
  private static final long WARM_UP_SECONDS = 10;

  /** Longer than a minute, so that a poll falls into it. */
  private static final long DEFAULT_SECONDS = 70;

  private static final long MOST_MEDIAN_MILLIS = 300;
  private static final long MOST_P99_MILLIS = 1_000;

  /** Changes that come alone, each when what the one before has stirred is quiet again. */
  private static final int ALONE = 15;

  private static final Duration APART = Duration.ofMillis(2_345);

  @Override
  public boolean measure(Arguments arguments, ObjectNode figures) throws Exception {
    String kind = arguments.word("--database");
    long seconds = arguments.number("--seconds", DEFAULT_SECONDS);
    try (SyncStage stage = SyncStage.set(CONTACTS, kind.isEmpty() ? "postgresql" : kind)) {
      stage.sync();
      stage.rest();
      try (SyncLatency latency = SyncLatency.of(stage, "run")) {
        latency.steady(PER_SECOND, WARM_UP_SECONDS);
        idle(stage, latency.process(), Math.min(seconds, 20), figures);
        boolean alone = alone(latency, figures);
        return steady(stage, latency, seconds, figures) && alone;
      }
    }
  }

  /** Nothing changes: what is done all the same. */
  private static void idle(SyncStage stage, Process product, long seconds, ObjectNode figures)
      throws IOException, SQLException, InterruptedException {
    Thread.sleep(Duration.ofSeconds(5));
    Work before = work(stage, product);
    Thread.sleep(Duration.ofSeconds(seconds));
    Work after = work(stage, product);
    figures
        .putObject("idlePerSecond")
        .put("productMillis", perSecond(after.product() - before.product(), seconds))
        .put("databaseMillis", perSecond(after.database() - before.database(), seconds))
        .put("transactions", (after.transactions() - before.transactions()) / seconds)
        .put("writtenBytes", (after.written() - before.written()) / seconds);
    say("idle: " + figures);
  }

  /** Work up to now: milliseconds, transactions, bytes. */
  private record Work(long product, long database, long transactions, long written) {}

  private static Work work(SyncStage stage, Process product) throws IOException, SQLException {
    return new Work(
        Math.round(ProcessorTime.of(product) * 1_000),
        Math.round(stage.processorTime().database() * 1_000),
        stage.transactions(),
        stage.written());
  }

  private static long perSecond(long amount, long seconds) {
    return Math.round((double) amount / seconds);
  }

  private static boolean alone(SyncLatency latency, ObjectNode figures)
      throws SQLException, InterruptedException {
    SyncLatency.Delays delays = latency.change(ALONE, APART);
    put(figures.putObject("alone"), delays);
    say("alone: " + figures);
    return delays.millis(0.5) <= MOST_MEDIAN_MILLIS && delays.millis(1) <= MOST_P99_MILLIS;
  }

  private static boolean steady(
      SyncStage stage, SyncLatency latency, long seconds, ObjectNode figures)
      throws IOException, SQLException, InterruptedException {
    stage.org().forgetStats();
    SyncLatency.Delays delays = latency.steady(PER_SECOND, seconds);
    ObjectNode steady = figures.putObject("steady");
    put(steady, delays);
    steady.put("changesPerSecond", PER_SECOND).put("changes", delays.nanos().length);
    steady.set("calls", stage.org().stats().get("calls"));
    say("steady: " + figures);
    return delays.millis(0.5) <= MOST_MEDIAN_MILLIS && delays.millis(0.99) <= MOST_P99_MILLIS;
  }

  private static void put(ObjectNode figures, SyncLatency.Delays delays) {
    figures
        .put("millisP50", delays.millis(0.5))
        .put("millisP99", delays.millis(0.99))
        .put("millisMost", delays.millis(1));
  }

  private static void say(String text) {
    System.err.println(text);
  }
}
