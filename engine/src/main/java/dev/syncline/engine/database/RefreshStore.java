package dev.syncline.engine.database;

import dev.syncline.engine.org.PageRef;
import dev.syncline.engine.org.ReadingMethod;
import dev.syncline.model.MappingName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The checkpoints of refreshes, beside the rows. Every write carries the lease and fails with code
 * {@code LEASE-LOST} when its fence is stale.
 */
public interface RefreshStore {
  /** The run that a start takes up; empty if the last one is at its end. */
  Optional<RefreshRun> findUnfinished(MappingName mapping);

  /** The run that was started last, whatever its state. */
  Optional<RefreshRun> findLast(MappingName mapping);

  /**
   * What is remembered of a new run.
   *
   * @param token from before the reading began, see {@link Database#nextToken()}
   */
  record NewRun(ReadingMethod method, String handle, String fingerprint, long token) {}

  /** Remembers a new run before its first page is asked for. */
  RefreshRun start(Lease lease, MappingName mapping, NewRun run);

  /** Remembers how many records the org says the reading has. */
  void recordTotal(Lease lease, long run, OptionalLong records);

  /** Adds pages to the run and remembers where the list goes on; both in one transaction. */
  void addPages(Lease lease, long run, List<PageRef> pages, Optional<String> cursor);

  /**
   * Pages that are not committed, in the order of their ordinals.
   *
   * @param afterOrdinal only pages behind this one; -1 for the first
   * @param max at most so many
   */
  List<PageTask> pendingPages(long run, long afterOrdinal, int max);

  /**
   * Ends the run and forgets its pages; a completed one also forgets records that were parked
   * before it and that it had no reason to park again.
   */
  void end(Lease lease, long run, RefreshRun.State state);
}
