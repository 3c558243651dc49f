package dev.syncline.engine.database;

/**
 * Applies pages of pulled changes of one mapping over one connection of its own; used by one
 * thread. Rows, links with bases, tombstones, history, parked records, the pull queue and the
 * watermark commit in one transaction, which fails with {@code LEASE-LOST} when the fence is stale.
 *
 * <p>No row lock of the application is ever waited for while a lock is held: rows that are locked
 * are left, and their records go to the pull queue. So do all records that need a closer look: see
 * {@link #apply}.
 */
public interface ChangeWriter extends AutoCloseable {
  /**
   * Applies a page as sets, the fast way. A record goes to the pull queue instead of the row if its
   * row has an outbox entry or a lock, if its row was pushed after the page's token, if it has a
   * tombstone with a token after the page's, or if it has no link while creates of the mapping are
   * under way whose answers nobody knows.
   */
  AppliedPage apply(Lease lease, PulledPage page);

  /**
   * Applies a page record by record with a three-way merge: rows are locked, then their outbox
   * entries, links and values are read, and the rule decides. At most {@link #MAX_MERGED} records.
   */
  AppliedPage merge(Lease lease, PulledPage page, MergeRule rule);

  /** The most records of a merged page. */
  int MAX_MERGED = 50;

  @Override
  void close();
}
