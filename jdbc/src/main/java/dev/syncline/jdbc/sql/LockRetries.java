package dev.syncline.jdbc.sql;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.RetryPolicy;
import dev.syncline.jdbc.dialect.Trouble;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Tries transactions again that have met a lock. They give up at once, so as to keep nobody waiting
 * meanwhile, and come back for half a minute in all.
 */
public final class LockRetries {
  /** The tries of one transaction. */
  public static final RetryPolicy POLICY =
      new RetryPolicy(20, Duration.ofMillis(20), Duration.ofSeconds(2));

  private final Pace pace;

  public LockRetries(Pace pace) {
    this.pace = pace;
  }

  /** Runs a transaction, again and again if need be. */
  public <T> T run(Supplier<T> transaction) {
    for (int attempt = 1; ; attempt++) {
      try {
        return transaction.get();
      } catch (DatabaseException e) {
        boolean passing = e.problem().code().equals(Trouble.CONFLICT.code());
        if (!passing || !POLICY.allowsAfter(attempt)) {
          throw e;
        }
        pause(attempt, e);
      }
    }
  }

  private void pause(int attempt, DatabaseException cause) {
    try {
      pace.waiter().await(POLICY.pauseAfter(attempt, pace.random()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw cause;
    }
  }
}
