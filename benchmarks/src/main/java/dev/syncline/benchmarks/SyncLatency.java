package dev.syncline.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Changes rows one by one at a steady rate while the product runs, and takes the time from the
 * commit of each row until the org's change event of its record is here, which is a little longer
 * than until its commit.
 */
final class SyncLatency {
  private static final int PER_SECOND = 50;
  private static final int WARM_UP_SECONDS = 5;
  private static final String MARK = "Delay-";
  private static final int DIGITS = 6;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final AtomicLongArray arrived;

  private SyncLatency(int changes) {
    this.arrived = new AtomicLongArray(changes);
  }

  /** How long each change took, in nanoseconds, the shortest first. */
  record Delays(long[] nanos) {
    /** The delay that this share of the changes keeps below, in milliseconds. */
    long millis(double share) {
      int place = (int) Math.ceil(share * nanos.length) - 1;
      return Math.round(nanos[Math.max(0, place)] / 1e6);
    }
  }

  static Delays measure(SyncStage stage, long seconds)
      throws IOException, SQLException, InterruptedException {
    int warmUp = WARM_UP_SECONDS * PER_SECOND;
    int changes = warmUp + Math.toIntExact(seconds * PER_SECOND);
    var latency = new SyncLatency(changes);
    try (BareSubscriber subscriber = BareSubscriber.to(stage.org().ready())) {
      subscriber.listen("/data/ContactChangeEvent", latency::note);
      while (stage.org().openStreams() == 0) {
        Thread.sleep(20);
      }
      Process process = stage.start("run", "--poll", "60");
      try {
        long[] committed = latency.change(stage, changes);
        latency.await(changes);
        long[] nanos = new long[changes - warmUp];
        Arrays.setAll(nanos, i -> latency.arrived.get(warmUp + i) - committed[warmUp + i]);
        Arrays.sort(nanos);
        return new Delays(nanos);
      } finally {
        Programs.stop(process);
      }
    }
  }

  /** Commits one change after the other, each at its time; the moments of the commits. */
  private long[] change(SyncStage stage, int changes) throws SQLException, InterruptedException {
    long[] committed = new long[changes];
    long rows = stage.number("SELECT count(*) FROM contact");
    try (Connection connection = stage.connect();
        PreparedStatement update =
            connection.prepareStatement("UPDATE contact SET first_name = ? WHERE id = ?")) {
      change(update, rows, 0);
      committed[0] = System.nanoTime();
      awaitFirst();
      long began = System.nanoTime();
      for (int i = 1; i < changes; i++) {
        long due = began + i * 1_000_000_000L / PER_SECOND;
        long left = due - System.nanoTime();
        if (left > 0) {
          Thread.sleep(Duration.ofNanos(left));
        }
        change(update, rows, i);
        committed[i] = System.nanoTime();
      }
    }
    return committed;
  }

  private static void change(PreparedStatement update, long rows, int number) throws SQLException {
    update.setString(1, MARK + String.format("%0" + DIGITS + "d", number));
    update.setLong(2, 1 + number % rows);
    update.executeUpdate();
  }

  private void awaitFirst() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (arrived.get(0) == 0) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("The first change has not come");
      }
      Thread.sleep(5);
    }
  }

  private void await(int changes) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (int i = 0; i < changes; i++) {
      while (arrived.get(i) == 0) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("Change " + i + " has not come");
        }
        Thread.sleep(5);
      }
    }
  }

  /** Finds the marks of changes in an answer as it came; the first time counts. */
  private void note(byte[] answer) {
    long now = System.nanoTime();
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + 1)) {
      int from = at + MARK.length();
      String digits = text.substring(from, Math.min(text.length(), from + DIGITS));
      if (digits.matches("\\d{" + DIGITS + "}")) {
        arrived.compareAndSet(Integer.parseInt(digits), 0, now);
      }
    }
  }
}
