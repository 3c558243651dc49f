package dev.syncline.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives records marks with rising numbers, and looks in rows, again and again, which marks are
 * committed: what is seen is a little later than the commit.
 */
final class RowArrivals implements AutoCloseable {
  private static final int MAX_CHANGES = 1_000_000;
  private static final int LOOK_MILLIS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String MARK = "Seen-";

  private final SyncStage stage;
  private final List<String> records = new ArrayList<>();
  private final AtomicLongArray arrived = new AtomicLongArray(MAX_CHANGES);
  private final AtomicInteger given = new AtomicInteger();
  private final Thread looking;
  private volatile @Nullable SQLException failure;
  private volatile boolean closing;

  /** Begins to look. */
  RowArrivals(SyncStage stage) throws SQLException {
    this.stage = stage;
    try (Connection connection = stage.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE INDEX contact_seen ON contact (last_name)");
      try (ResultSet rows =
          statement.executeQuery("SELECT salesforce_id FROM contact ORDER BY id")) {
        while (rows.next()) {
          records.add(rows.getString(1));
        }
      }
    }
    this.looking = Thread.ofPlatform().name("rows").start(this::look);
  }

  /** The number of the change that comes next. */
  int next() {
    return given.get();
  }

  /** Makes a write of the next change. */
  void write(ObjectNode write) {
    int number = given.getAndIncrement();
    write
        .put("op", "update")
        .put("object", "Contact")
        .put("id", records.get(number % records.size()))
        .putObject("fields")
        .put("LastName", mark(number));
  }

  private static String mark(int number) {
    return MARK + "%07d".formatted(number);
  }

  /** When a change was seen in its row, by this machine's running clock. */
  long at(int number) {
    return arrived.get(number);
  }

  private void look() {
    int oldest = 0;
    try (Connection connection = stage.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT last_name COLLATE \"C\" FROM contact WHERE last_name >= ?"
                    + " AND last_name < 'Seen-9'")) {
      while (!closing) {
        statement.setString(1, mark(oldest));
        try (ResultSet rows = statement.executeQuery()) {
          long now = System.nanoTime();
          while (rows.next()) {
            int number = Integer.parseInt(rows.getString(1).substring(MARK.length()));
            see(number, now);
          }
        }
        while (oldest < given.get() && arrived.get(oldest) != 0) {
          oldest++;
        }
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (SQLException e) {
      failure = e;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** A later change of a record stands for those before it. */
  private void see(int number, long now) {
    int one = number;
    while (one >= 0 && arrived.compareAndSet(one, 0, now)) {
      one -= records.size();
    }
  }

  /** Waits until all changes that were given are seen. */
  void await() throws SQLException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (int i = 0; i < given.get(); i++) {
      while (arrived.get(i) == 0) {
        SQLException failed = failure;
        if (failed != null) {
          throw failed;
        }
        if (System.nanoTime() > end) {
          throw new IllegalStateException("Change " + i + " has not come");
        }
        Thread.sleep(2);
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    try {
      looking.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
