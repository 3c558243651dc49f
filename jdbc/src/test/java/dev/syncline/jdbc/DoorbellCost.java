package dev.syncline.jdbc;

import dev.syncline.engine.database.Doorbell;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures what the doorbell costs the application: transactions a second of writers that change
 * one row in each, where captured changes do not know of a bell, where they find it is not armed,
 * and where each of them rings. Run it as a program.
 */
final class DoorbellCost extends OutboxFixture {
  private static final int ROUNDS = 5;
  private static final long ROUND_NANOS = Duration.ofSeconds(3).toNanos();
  private static final int ROWS_PER_WRITER = 100;

  private final Access access = new PostgresAccess();

  @Override
  Access access() {
    return access;
  }

  public static void main(String[] arguments) throws Exception {
    var cost = new DoorbellCost();
    cost.openDatabase();
    cost.captured();
    for (String durable : List.of("off", "on")) {
      cost.commit(durable);
      for (int writers : List.of(1, 4, 16)) {
        cost.measure(writers);
      }
    }
    cost.closeDatabase();
    System.exit(0);
  }

  /** Whether a commit waits for the disk. */
  private void commit(String durable) throws SQLException {
    execute("ALTER SYSTEM SET fsync = " + durable);
    execute("ALTER SYSTEM SET synchronous_commit = " + durable);
    execute("SELECT pg_reload_conf()");
    System.out.println("fsync and synchronous_commit " + durable);
  }

  /** How changes are captured while it is measured. */
  private enum Bell {
    NONE,
    NOT_ARMED,
    ARMED
  }

  private void measure(int writers) throws Exception {
    execute("DELETE FROM contact");
    execute(
        "INSERT INTO contact (id, name) SELECT n, 'x' FROM generate_series(1, %d) n"
            .formatted(writers * ROWS_PER_WRITER));
    long[] done = new long[Bell.values().length];
    for (int round = 0; round < ROUNDS; round++) {
      for (Bell bell : Bell.values()) {
        done[bell.ordinal()] += run(writers, bell);
      }
    }
    double none = done[Bell.NONE.ordinal()];
    for (Bell bell : Bell.values()) {
      long transactions = done[bell.ordinal()];
      System.out.printf(
          "%2d writers, bell %-9s %7.0f transactions a second, %5.3f of those without%n",
          writers, bell, transactions / (ROUNDS * ROUND_NANOS / 1e9), transactions / none);
    }
  }

  private long run(int writers, Bell bell) throws Exception {
    String source =
        list("SELECT prosrc FROM pg_proc WHERE proname = 'capture_contacts'").getFirst();
    String silent =
        source
            .replaceAll(
                "(?s), d.last_value >.*?bigint INTO mapping_number, rings(.*?), syncline.doorbell"
                    + " d",
                " INTO mapping_number$1")
            .replaceAll("(?s)IF rings.*?END IF;", "");
    if (silent.equals(source)) {
      throw new IllegalStateException("The function does not ring");
    }
    try (Doorbell.Listening _ = database.doorbell().listen(() -> {})) {
      while (!database.doorbell().arm(Duration.ofHours(bell == Bell.ARMED ? 1 : 0))) {
        Thread.onSpinWait();
      }
      replace(bell == Bell.NONE ? silent : source);
      try {
        return transactions(writers);
      } finally {
        replace(source);
        database.doorbell().disarm();
      }
    }
  }

  private void replace(String body) throws SQLException {
    execute(
        "CREATE OR REPLACE FUNCTION syncline.capture_contacts() RETURNS trigger LANGUAGE plpgsql"
            + " SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $x$"
            + body
            + "$x$");
  }

  private long transactions(int writers) throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + ROUND_NANOS;
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<Future<Long>> counts = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        int first = 1 + writer * ROWS_PER_WRITER;
        counts.add(threads.submit(() -> write(first, end)));
      }
      long sum = 0;
      for (Future<Long> count : counts) {
        sum += count.get();
      }
      return sum;
    }
  }

  private long write(int first, long end) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement update =
            connection.prepareStatement("UPDATE contact SET age = ? WHERE id = ?")) {
      int number = 0;
      while (System.nanoTime() < end) {
        update.setInt(1, number);
        update.setInt(2, first + number % ROWS_PER_WRITER);
        update.executeUpdate();
        number++;
      }
      return number;
    }
  }
}
