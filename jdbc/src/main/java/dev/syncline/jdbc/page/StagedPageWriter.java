package dev.syncline.jdbc.page;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.PageTask;
import dev.syncline.engine.database.PageWriter;
import dev.syncline.engine.org.PageRef;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.RetryPolicy;
import dev.syncline.jdbc.dialect.SqlFailure;
import dev.syncline.jdbc.lease.JdbcLeases;
import dev.syncline.jdbc.refresh.JdbcRefreshStore;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.model.Problem;
import dev.syncline.model.PullOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stages a page, merges it as a set and commits it with its checkpoint, if the fence holds. */
public final class StagedPageWriter implements PageWriter {
  /** Tries of one merge; deadlocks and serialization failures pass. */
  private static final RetryPolicy RETRIES =
      new RetryPolicy(6, Duration.ofMillis(20), Duration.ofSeconds(2));

  private final ConnectionPool pool;
  private final PageSession.Opener opener;
  private final JdbcLeases leases;
  private final JdbcRefreshStore refreshes;
  private final Pace pace;
  private @Nullable PageSession session;

  /** Opens its first session at once, so that what is missing shows before a page is read. */
  public StagedPageWriter(
      ConnectionPool pool,
      PageSession.Opener opener,
      JdbcLeases leases,
      JdbcRefreshStore refreshes,
      Pace pace) {
    this.pool = pool;
    this.opener = opener;
    this.leases = leases;
    this.refreshes = refreshes;
    this.pace = pace;
    session();
  }

  @Override
  public PullOutcome write(
      Lease lease,
      PageTask page,
      Iterator<PlannedChange> changes,
      Supplier<Optional<PageRef>> nextPage) {
    PageSession current = session();
    try {
      StagedPage staged =
          pool.transact(current.connection(), c -> stage(c, current, lease, changes));
      return merge(current, lease, page, staged, nextPage.get());
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

  private StagedPage stage(
      Connection connection, PageSession current, Lease lease, Iterator<PlannedChange> changes)
      throws SQLException {
    leases.check(connection, lease);
    return current.store().stage(changes);
  }

  private PullOutcome merge(
      PageSession current, Lease lease, PageTask page, StagedPage staged, Optional<PageRef> next) {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(current, lease, page, staged, next, attempt);
      } catch (SQLException e) {
        current.rollback(e);
        SqlFailure failure = pool.dialect().failure(e);
        boolean passing = failure.scope() == SqlFailure.Scope.TRANSACTION;
        if (!passing || !RETRIES.allowsAfter(attempt)) {
          throw new DatabaseException(failure.problem(), e);
        }
        pause(attempt, failure.problem());
      } catch (RuntimeException e) {
        current.rollback(e);
        throw e;
      }
    }
  }

  private PullOutcome attempt(
      PageSession current,
      Lease lease,
      PageTask page,
      StagedPage staged,
      Optional<PageRef> next,
      int attempt)
      throws SQLException {
    Connection connection = current.connection();
    PullOutcome outcome = current.store().merge(staged, page.run(), attempt);
    boolean pending = refreshes.commitPage(connection, page, outcome, next);
    leases.hold(connection, lease);
    if (pending) {
      connection.commit();
    } else {
      // Committed before, its answer was lost: nothing changes, and the records are counted once.
      connection.rollback();
    }
    return outcome;
  }

  private void pause(int attempt, Problem problem) {
    try {
      pace.waiter().await(RETRIES.pauseAfter(attempt, pace.random()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException(problem, e);
    }
  }
}
