package dev.syncline.benchmarks.holes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the application does to its rows meanwhile: one column of rows that nobody deletes. The only
 * class of this package with a lock.
 */
final class RowEdits implements AutoCloseable {
  private static final long PAUSE_MILLIS = 200;

  private final LiveStage stage;
  private final List<String> records;
  private final Random random;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, String> last = new HashMap<>();
  private @Nullable Thread thread;
  private volatile boolean ending;
  private volatile @Nullable SQLException failure;
  private long edits;

  RowEdits(LiveStage stage, List<String> records, Random random) {
    this.stage = stage;
    this.records = records;
    this.random = random;
  }

  /** Edits until {@link #rest}. */
  void start() {
    ending = false;
    thread = Thread.ofPlatform().name("rows").start(this::edit);
  }

  private void edit() {
    try (Connection connection = stage.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                UPDATE contact SET department = ? WHERE id::text = (
                  SELECT k.row_key FROM syncline.link k JOIN syncline.mapping m
                  ON m.id = k.mapping_id WHERE m.name = 'contacts' AND k.record_id = ?)
                """)) {
      while (!ending) {
        String record = records.get(random.nextInt(records.size()));
        edits++;
        statement.setString(1, "d" + edits);
        statement.setString(2, record);
        if (statement.executeUpdate() == 1) {
          note(record, "d" + edits);
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (SQLException e) {
      failure = e;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void note(String record, String value) {
    lock.lock();
    try {
      last.put(record, value);
    } finally {
      lock.unlock();
    }
  }

  /** Stops editing. */
  void rest() throws SQLException, InterruptedException {
    Thread running = thread;
    thread = null;
    if (running != null) {
      ending = true;
      running.join();
    }
    SQLException failed = failure;
    if (failed != null) {
      throw failed;
    }
  }

  /** What rows were given last, by their records. */
  Map<String, String> last() {
    lock.lock();
    try {
      return Map.copyOf(last);
    } finally {
      lock.unlock();
    }
  }

  long edits() {
    return edits;
  }

  @Override
  public void close() throws SQLException {
    try {
      rest();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
