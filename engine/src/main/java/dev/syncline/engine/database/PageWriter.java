package dev.syncline.engine.database;

import dev.syncline.engine.org.PageRef;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.model.PullOutcome;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes pages of one mapping over one connection of its own; used by one thread.
 *
 * <p>A page is staged while it is read, then merged by statements over the whole set. Rows, links
 * with bases, parked records and the page's checkpoint commit in one transaction, which fails with
 * {@code LEASE-LOST} when the lease's fence is stale. Rows that the database refuses are isolated
 * and parked one by one; the rest of the page goes in.
 */
public interface PageWriter extends AutoCloseable {
  /**
   * Writes one page of a refresh.
   *
   * @param changes the page; read once, to its end, and whole only then. What it throws ends the
   *     call with nothing committed
   * @param nextPage asked when the changes have ended: a page to add to the run in the same
   *     transaction
   */
  PullOutcome write(
      Lease lease,
      PageTask page,
      Iterator<PlannedChange> changes,
      Supplier<Optional<PageRef>> nextPage);

  @Override
  void close();
}
