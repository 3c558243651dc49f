package dev.syncline.jdbc.postgresql;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.Doorbell;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.RetryPolicy;
import dev.syncline.jdbc.outbox.Ringer;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Rings by {@code NOTIFY}, while the sequence {@code doorbell} says so. A notification makes the
 * commits of those who notify wait for each other (PostgreSQL's {@code PreCommit_Notify} holds one
 * lock of the whole server until the commit is done); so only those notify who find everybody
 * asleep.
 */
public final class PostgresRinger implements Ringer {
  /** The channel; nothing is said on it. */
  public static final String CHANNEL = "syncline";

  private static final String NOW =
      "(extract(epoch FROM pg_catalog.clock_timestamp()) * 1000)::bigint";

  /** Whether changes are to ring now, in SQL, with the sequence as {@code d}. */
  static final String IS_ARMED = "d.last_value > " + NOW;

  /** A connection on which nothing came for so long is asked whether it is one still. */
  private static final Duration CHECKED_EVERY = Duration.ofSeconds(20);

  private static final int CHECK_SECONDS = 5;

  private static final RetryPolicy AGAIN =
      new RetryPolicy(Integer.MAX_VALUE, Duration.ofMillis(200), Duration.ofSeconds(30));

  private final ConnectionPool pool;
  private final Pace pace;
  private final String arm;
  private final String disarm;
  private final String ring;
  private final AtomicInteger ears = new AtomicInteger();

  public PostgresRinger(ConnectionPool pool, PostgresDialect dialect, Pace pace) {
    this.pool = pool;
    this.pace = pace;
    String name = "'" + dialect.ownTable("doorbell") + "'";
    this.arm = "SELECT setval(" + name + ", " + NOW + " + ?)";
    this.disarm = "SELECT setval(" + name + ", 0)";
    this.ring =
        dialect.sql("SELECT pg_notify('" + CHANNEL + "', '') FROM {doorbell} d WHERE " + IS_ARMED);
  }

  @Override
  public boolean isHeard() {
    return ears.get() > 0;
  }

  @Override
  public void arm(Connection connection, Duration time) throws SQLException {
    Sql.first(connection, arm, row -> row.getLong(1), time.toMillis());
  }

  @Override
  public void disarm(Connection connection) throws SQLException {
    Sql.first(connection, disarm, row -> row.getLong(1));
  }

  @Override
  public void ring(Connection connection) throws SQLException {
    Sql.list(connection, ring, row -> true);
  }

  @Override
  public Doorbell.Listening listen(Runnable bell) {
    Thread thread =
        Thread.ofVirtual()
            .name("doorbell")
            .start(
                () -> {
                  try {
                    listenAlways(bell);
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  }
                });
    return thread::interrupt;
  }

  private void listenAlways(Runnable bell) throws InterruptedException {
    for (int lost = 1; !Thread.currentThread().isInterrupted(); lost++) {
      try (Connection connection = pool.open()) {
        connection.setAutoCommit(true);
        Sql.execute(connection, "LISTEN " + CHANNEL);
        lost = 0;
        listen(connection, bell);
      } catch (SQLException | DatabaseException _) {
        // Looks go on meanwhile, more often; whoever looks tells what is wrong.
      }
      pace.waiter().await(AGAIN.pauseAfter(Math.max(1, lost), pace.random()));
    }
  }

  /** Returns or fails when the connection is lost. */
  private void listen(Connection connection, Runnable bell) throws SQLException {
    PGConnection notified = connection.unwrap(PGConnection.class);
    ears.incrementAndGet();
    try {
      bell.run();
      while (connection.isValid(CHECK_SECONDS)) {
        PGNotification[] rung = notified.getNotifications((int) CHECKED_EVERY.toMillis());
        if (rung.length > 0) {
          bell.run();
        }
      }
    } finally {
      ears.decrementAndGet();
    }
  }
}
