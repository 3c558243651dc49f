package dev.syncline.engine.poll;

import java.time.Duration;

/**
 * The bounds of polling.
 *
 * @param idsAtMost up to how many changed records are read by their ids; more by a window
 * @param overlap how far a window begins before the last one ended, where the org cannot say how
 *     far it is complete: transactions may commit that much later than they are stamped
 * @param lease for how long a dead process keeps the mapping from others
 * @param queuePause how long a record of the pull queue is left before it is read once more
 */
public record PollSettings(int idsAtMost, Duration overlap, Duration lease, Duration queuePause) {
  /** What fits most. */
  public static PollSettings defaults() {
    return new PollSettings(
        20_000, Duration.ofMinutes(10), Duration.ofMinutes(2), Duration.ofSeconds(2));
  }
}
