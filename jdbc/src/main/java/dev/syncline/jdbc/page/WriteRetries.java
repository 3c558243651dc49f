package dev.syncline.jdbc.page;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.worker.Pace;
import dev.syncline.jdbc.dialect.SqlFailure;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.LockRetries;
import dev.syncline.model.Problem;
import java.sql.Connection;
import java.sql.SQLException;

/** Tries transactions that write pages again where what stood in their way passes. */
public final class WriteRetries {
  private final ConnectionPool pool;
  private final Pace pace;

  public WriteRetries(ConnectionPool pool, Pace pace) {
    this.pool = pool;
    this.pace = pace;
  }

  /** A transaction: commits, or rolls back, at its end. */
  @FunctionalInterface
  public interface Attempt<T> {
    /**
     * Runs it.
     *
     * @param attempt counted from 1
     */
    T run(int attempt) throws SQLException;
  }

  /** Runs it, again and again if need be. */
  public <T> T run(Connection connection, Attempt<T> transaction) {
    for (int attempt = 1; ; attempt++) {
      try {
        return transaction.run(attempt);
      } catch (SQLException e) {
        rollback(connection, e);
        SqlFailure failure = pool.dialect().failure(e);
        boolean passing = failure.scope() == SqlFailure.Scope.TRANSACTION;
        if (!passing || !LockRetries.POLICY.allowsAfter(attempt)) {
          throw new DatabaseException(failure.problem(), e);
        }
        pause(attempt, failure.problem());
      }
    }
  }

  /** Rolls back; what fails in that is told with the cause. */
  public static void rollback(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private void pause(int attempt, Problem problem) {
    try {
      pace.waiter().await(LockRetries.POLICY.pauseAfter(attempt, pace.random()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException(problem, e);
    }
  }
}
