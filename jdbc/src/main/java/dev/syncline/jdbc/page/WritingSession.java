package dev.syncline.jdbc.page;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.engine.worker.Pace;
import dev.syncline.jdbc.lease.JdbcLeases;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.OwnWriting;
import dev.syncline.model.MappingName;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A session that stages pages and writes rows in marked transactions, which are tried again where
 * what stood in their way passes. A connection that breaks is replaced for the next page.
 */
public final class WritingSession implements AutoCloseable {
  private final ConnectionPool pool;
  private final MappingName mapping;
  private final PageSession.Opener opener;
  private final JdbcLeases leases;
  private final WriteRetries retries;
  private final PageWatch watch;
  private @Nullable PageSession session;

  /** A transaction over what is staged: commits, or rolls back, at its end. */
  @FunctionalInterface
  public interface Transaction<T> {
    /**
     * Runs it.
     *
     * @param attempt counted from 1
     */
    T run(PageSession session, int attempt) throws SQLException;
  }

  /** Opens its first session at once, so that what is missing shows before a page is read. */
  public WritingSession(
      ConnectionPool pool,
      MappingName mapping,
      PageSession.Opener opener,
      JdbcLeases leases,
      Pace pace,
      PageWatch watch) {
    this.pool = pool;
    this.mapping = mapping;
    this.opener = opener;
    this.leases = leases;
    this.retries = new WriteRetries(pool, pace);
    this.watch = watch;
    session();
  }

  /** What watches over the writes. */
  public PageWatch watch() {
    return watch;
  }

  /** Stages a page, then writes it. */
  public <T> T write(
      Lease lease, Iterator<PlannedChange> changes, Function<StagedPage, Transaction<T>> work) {
    PageSession current = session();
    try {
      StagedPage staged =
          pool.transact(
              current.connection(),
              connection -> {
                leases.check(connection, lease);
                return current.store().stage(changes);
              });
      return retried(current, work.apply(staged));
    } catch (RuntimeException e) {
      if (e instanceof DatabaseException && current.isBroken()) {
        session = null;
        current.close();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }

  private PageSession session() {
    PageSession current = session;
    if (current == null) {
      try {
        current = opener.open();
      } catch (SQLException e) {
        throw pool.translate(e);
      }
      session = current;
    }
    return current;
  }

  private <T> T retried(PageSession current, Transaction<T> transaction) {
    return retries.run(
        current.connection(),
        attempt ->
            OwnWriting.marked(
                current.connection(),
                pool.dialect(),
                mapping,
                _ -> once(current, transaction, attempt)));
  }

  private <T> T once(PageSession current, Transaction<T> transaction, int attempt)
      throws SQLException {
    try {
      return transaction.run(current, attempt);
    } catch (SQLException | RuntimeException e) {
      current.rollback(e);
      throw e;
    } finally {
      watch.guard().notWritten();
    }
  }
}
