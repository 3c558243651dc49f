package dev.syncline.benchmarks.holes;

import dev.syncline.benchmarks.holes.Standing.Wrong;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Waits until both sides are equal: by cheap looks first, by comparing all of them then. */
final class Settling {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final long LOOK_MILLIS = 100;

  /** The org's lists reach to the present only later: time passes quicker while holes are open. */
  private static final int LOOKS_A_MINUTE = 10;

  /** So many looks see nothing move: the stream is at its end, too. */
  private static final int STILL_LOOKS = 15;

  private static final String OPEN =
      "SELECT (SELECT count(*) FROM syncline.stream_hole)"
          + " + (SELECT count(*) FROM syncline.pull_queue)"
          + " + (SELECT count(*) FROM syncline.outbox)";

  private final LiveStage stage;
  private final OrgEdits org;
  private final RowEdits rows;
  private long began = System.nanoTime();

  Settling(LiveStage stage, OrgEdits org, RowEdits rows) {
    this.stage = stage;
    this.org = org;
    this.rows = rows;
  }

  /**
   * What was waited for.
   *
   * @param seconds since the trouble was over, or the process started again
   */
  record Settled(Standing standing, double seconds) {}

  /** The trouble is over: the time counts from now on. */
  void begin() {
    began = System.nanoTime();
  }

  Settled await() throws IOException, InterruptedException, SQLException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String record = org.sheltered().getFirst();
    while (true) {
      boolean quiet = isQuiet(record, deadline);
      double seconds = (System.nanoTime() - began) / 1e9 - STILL_LOOKS * LOOK_MILLIS / 1e3;
      Standing standing = Standing.of(stage, rows.last());
      if (!quiet) {
        standing.add(Wrong.SILENT, "work does not end: " + open());
        return new Settled(standing, seconds);
      }
      if (standing.clean() || System.nanoTime() > deadline) {
        return new Settled(standing, seconds);
      }
    }
  }

  private String open() throws SQLException {
    return "%d holes, %d records to be read, %d rows to be pushed"
        .formatted(
            stage.number("SELECT count(*) FROM syncline.stream_hole"),
            stage.number("SELECT count(*) FROM syncline.pull_queue"),
            stage.number("SELECT count(*) FROM syncline.outbox"));
  }

  /** The org lives on meanwhile: that the subscription is taken shows by what comes through it. */
  private boolean isQuiet(String record, long deadline)
      throws IOException, InterruptedException, SQLException {
    String mark = org.mark(record);
    long events = -1;
    int still = 0;
    for (int look = 1; System.nanoTime() < deadline; look++) {
      stage.check();
      long now = stage.number("SELECT sum(events) FROM syncline.stream");
      still = now == events && stage.number(OPEN) == 0 && isMarked(record, mark) ? still + 1 : 0;
      events = now;
      if (still >= STILL_LOOKS) {
        return true;
      }
      if (look % LOOKS_A_MINUTE == 0 && stage.number(holes()) > 0) {
        stage.advance("PT1M");
        mark = org.mark(record);
      }
      Thread.sleep(LOOK_MILLIS);
    }
    return false;
  }

  private static String holes() {
    return "SELECT count(*) FROM syncline.stream_hole";
  }

  /** Waits until a change made now is in its row. */
  void awaitMark() throws IOException, InterruptedException {
    String record = org.sheltered().getFirst();
    String mark = org.mark(record);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!isMarked(record, mark)) {
        if (System.nanoTime() > deadline) {
          throw new IOException("A change does not come");
        }
        stage.check();
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private boolean isMarked(String record, String mark) throws SQLException {
    try (Connection connection = stage.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                SELECT t.last_name = ? FROM contact t JOIN syncline.link k
                ON k.row_key = t.id::text JOIN syncline.mapping m ON m.id = k.mapping_id
                WHERE m.name = 'contacts' AND k.record_id = ?
                """)) {
      statement.setString(1, mark);
      statement.setString(2, record);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
