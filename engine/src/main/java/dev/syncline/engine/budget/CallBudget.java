package dev.syncline.engine.budget;

import java.time.Duration;
import java.util.Optional;

/**
 * How an org's daily calls stand.
 *
 * @param max the calls of 24 hours
 * @param remaining what is left of them
 * @param reserved what of that is for the org's other users
 * @param perHour by how much what is left has shrunk in an hour, of late; less than 0 where it
 *     grows, as calls of yesterday fall out of the 24 hours; absent where nobody knows yet
 * @param lasts how long what is ours lasts at that pace; absent if for ever, or unknown
 */
public record CallBudget(
    long max,
    long remaining,
    long reserved,
    Optional<Long> perHour,
    Optional<Duration> lasts,
    Stage stage) {
  /** What is left for us. */
  public long left() {
    return Math.max(0, remaining - reserved);
  }
}
