package dev.syncline.engine.database;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.RecordId;
import java.util.Collection;
import java.util.Map;

/**
 * Takes events in over one connection of its own; used by one thread. Rows of all mappings, links
 * with bases, the pull queue, holes and how far the stream has come commit in one transaction,
 * which fails with {@code LEASE-LOST} when the fence is stale.
 */
public interface LiveWriter extends AutoCloseable {
  /** The links of these records; those without one are left out. */
  Map<RecordId, SeenLink> links(ResolvedMapping mapping, Collection<RecordId> records);

  /**
   * Takes events in as sets. A record goes to the pull queue instead of the row if its link is not
   * as it was when its events were laid over the base, if its row has an outbox entry or a lock, if
   * it has no link and a tombstone, or if it has no link while creates of the mapping are under way
   * whose answers nobody knows. Entries of the pull queue stay: no event tells all of a record.
   *
   * @throws DatabaseException with a {@link GuardStop} if that would delete or empty too much; the
   *     mapping is paused then, and nothing was written
   */
  LiveOutcome commit(Lease lease, LiveCommit commit);

  @Override
  void close();
}
