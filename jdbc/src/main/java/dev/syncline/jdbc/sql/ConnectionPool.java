package dev.syncline.jdbc.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.syncline.engine.database.DatabaseException;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.model.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A bounded pool of connections to one database; every failure leaves it with its meaning. The only
 * class of this package with a lock: the first use connects, and one that fails does so at once.
 */
public final class ConnectionPool implements AutoCloseable {
  private final HikariConfig config;
  private final Dialect dialect;
  private final UnaryOperator<Problem> explain;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable HikariDataSource source;

  /** Something done with a connection. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /**
   * Opens the pool without connecting; the first use does.
   *
   * @param explain says more of a failure, where more is known of the server
   */
  public ConnectionPool(HikariConfig config, Dialect dialect, UnaryOperator<Problem> explain) {
    this.config = config;
    this.dialect = dialect;
    this.explain = explain;
  }

  public Dialect dialect() {
    return dialect;
  }

  /** A connection for longer use; close it to give it back. */
  public Connection open() {
    try {
      return source().getConnection();
    } catch (SQLException | PoolInitializationException e) {
      throw translate(rootOf(e));
    }
  }

  /** Runs the work in one transaction, committed at its end and rolled back if it throws. */
  public <T> T transact(Work<T> work) {
    try (Connection connection = open()) {
      return transact(connection, work);
    } catch (SQLException e) {
      throw translate(e);
    }
  }

  /** Runs one statement that stands alone, without the way there and back of a commit. */
  public <T> T alone(Work<T> statement) {
    try (Connection connection = open()) {
      connection.setAutoCommit(true);
      return statement.run(connection);
    } catch (SQLException e) {
      throw translate(e);
    }
  }

  /** As {@link #transact(Work)}, on a connection that is there. */
  public <T> T transact(Connection connection, Work<T> work) {
    try {
      connection.setAutoCommit(false);
      T result = work.run(connection);
      connection.commit();
      return result;
    } catch (SQLException e) {
      rollback(connection, e);
      throw translate(e);
    } catch (RuntimeException e) {
      rollback(connection, e);
      throw e;
    }
  }

  /** The failure in Syncline's words. */
  public DatabaseException translate(SQLException cause) {
    return new DatabaseException(explain.apply(dialect.failure(cause).problem()), cause);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (source != null) {
        source.close();
      }
    } finally {
      lock.unlock();
    }
  }

  private HikariDataSource source() {
    lock.lock();
    try {
      if (source == null) {
        source = new HikariDataSource(config);
      }
      return source;
    } finally {
      lock.unlock();
    }
  }

  private static void rollback(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** The pool wraps the driver's failure; the innermost says what it is. */
  private static SQLException rootOf(Exception failure) {
    SQLException innermost =
        failure instanceof SQLException sql ? sql : new SQLException(failure.getMessage(), failure);
    for (Throwable t = failure.getCause(); t != null; t = t.getCause()) {
      if (t instanceof SQLException sql) {
        innermost = sql;
      }
    }
    return innermost;
  }
}
