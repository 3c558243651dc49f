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
 * Changes rows one by one while {@code syncline run} works, and takes the time from the commit of
 * each row until the org's change event of its record is here, which is a little longer than until
 * its commit.
 */
final class SyncLatency implements AutoCloseable {
  private static final String MARK = "Delay-";
  private static final int DIGITS = 6;

  /** The most changes of one measurement. */
  private static final int MAX_CHANGES = 100_000;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final SyncStage stage;
  private final AtomicLongArray arrived = new AtomicLongArray(MAX_CHANGES);
  private final long[] committed = new long[MAX_CHANGES];
  private final BareSubscriber subscriber;
  private final Process process;
  private final long rows;
  private int next;

  private SyncLatency(SyncStage stage, String[] command)
      throws IOException, SQLException, InterruptedException {
    this.stage = stage;
    this.rows = stage.number("SELECT count(*) FROM contact");
    this.subscriber = BareSubscriber.to(stage.org().ready());
    subscriber.listen("/data/ContactChangeEvent", this::note);
    while (stage.org().openStreams() == 0) {
      Thread.sleep(20);
    }
    this.process = stage.start(command);
  }

  /** Starts the command and waits until it carries changes. */
  static SyncLatency of(SyncStage stage, String... command)
      throws IOException, SQLException, InterruptedException {
    var latency = new SyncLatency(stage, command);
    latency.change(1, Duration.ZERO);
    return latency;
  }

  /** How long each change took, in nanoseconds, the shortest first. */
  record Delays(long[] nanos) {
    /** The delay that this share of the changes keeps below, in milliseconds. */
    long millis(double share) {
      int place = (int) Math.ceil(share * nanos.length) - 1;
      return Math.round(nanos[Math.max(0, place)] / 1e6);
    }
  }

  /** The process of the command. */
  Process process() {
    return process;
  }

  /** So many changes in a second, for so many seconds. */
  Delays steady(int perSecond, long seconds) throws SQLException, InterruptedException {
    return change(Math.toIntExact(seconds * perSecond), Duration.ofSeconds(1).dividedBy(perSecond));
  }

  /** Commits one change after the other, each at its time, and waits until all have come. */
  Delays change(int changes, Duration apart) throws SQLException, InterruptedException {
    int first = next;
    next += changes;
    try (Connection connection = stage.connect();
        PreparedStatement update =
            connection.prepareStatement("UPDATE contact SET first_name = ? WHERE id = ?")) {
      long began = System.nanoTime();
      for (int i = 0; i < changes; i++) {
        long left = began + i * apart.toNanos() - System.nanoTime();
        if (left > 0) {
          Thread.sleep(Duration.ofNanos(left));
        }
        change(update, first + i);
        committed[first + i] = System.nanoTime();
      }
    }
    await(first);
    long[] nanos = new long[changes];
    Arrays.setAll(nanos, i -> arrived.get(first + i) - committed[first + i]);
    Arrays.sort(nanos);
    return new Delays(nanos);
  }

  private void change(PreparedStatement update, int number) throws SQLException {
    update.setString(1, MARK + String.format("%0" + DIGITS + "d", number));
    update.setLong(2, 1 + number % rows);
    update.executeUpdate();
  }

  private void await(int first) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (int i = first; i < next; i++) {
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

  @Override
  public void close() {
    Programs.stop(process);
    subscriber.close();
  }
}
