package dev.syncline.jdbc.page;

import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.PageTask;
import dev.syncline.engine.database.PageWriter;
import dev.syncline.engine.org.PageRef;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.jdbc.lease.JdbcLeases;
import dev.syncline.jdbc.refresh.JdbcRefreshStore;
import dev.syncline.model.PullOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;

/** Stages a page, merges it as a set and commits it with its checkpoint, if the fence holds. */
public final class StagedPageWriter implements PageWriter {
  private final WritingSession session;
  private final JdbcLeases leases;
  private final JdbcRefreshStore refreshes;
  private final boolean careful;
  private final PageWatch watch;

  /**
   * A writer over a session that is its own.
   *
   * @param careful whether the mapping's rows are pushed too
   */
  public StagedPageWriter(
      WritingSession session, JdbcLeases leases, JdbcRefreshStore refreshes, boolean careful) {
    this.session = session;
    this.leases = leases;
    this.refreshes = refreshes;
    this.careful = careful;
    this.watch = session.watch();
  }

  @Override
  public PullOutcome write(
      Lease lease,
      PageTask page,
      Iterator<PlannedChange> changes,
      Supplier<Optional<PageRef>> nextPage) {
    return session.write(
        lease,
        changes,
        staged -> {
          Optional<PageRef> next = nextPage.get();
          return (current, attempt) -> merge(current, lease, page, staged, next, attempt);
        });
  }

  @Override
  public void close() {
    session.close();
  }

  private PullOutcome merge(
      PageSession current,
      Lease lease,
      PageTask page,
      StagedPage staged,
      Optional<PageRef> next,
      int attempt)
      throws SQLException {
    Connection connection = current.connection();
    JdbcRefreshStore.Standing run = refreshes.standing(connection, page.run());
    var order = new PageOrder(page.run(), run.rewrites(), run.token(), careful, watch);
    PullOutcome outcome = current.store().merge(staged, order, attempt).whole();
    boolean pending = refreshes.commitPage(connection, page, outcome, next);
    leases.hold(connection, lease);
    if (pending) {
      connection.commit();
      watch.written(outcome);
    } else {
      // Committed before, its answer was lost: nothing changes, and the records are counted once.
      connection.rollback();
    }
    return outcome;
  }
}
