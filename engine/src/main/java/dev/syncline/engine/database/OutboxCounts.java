package dev.syncline.engine.database;

import java.time.Instant;
import java.util.Optional;

/**
 * How many outbox entries a mapping has in which state.
 *
 * @param ready those that can be claimed now
 * @param later those that are ready but whose time has not come
 * @param oldest when the first change was made that still is to be carried
 * @param nextAt when the first of the later ones can be claimed
 */
public record OutboxCounts(
    long ready,
    long later,
    long claimed,
    long waiting,
    long parked,
    Optional<Instant> oldest,
    Optional<Instant> nextAt) {
  /** All entries that still are to be carried: every one that is not parked. */
  public long pending() {
    return ready + later + claimed + waiting;
  }
}
