package dev.syncline.engine.backfill;

import dev.syncline.engine.worker.RetryPolicy;
import java.time.Duration;

/**
 * The bounds of a back-fill.
 *
 * @param portion the records of one reading, after which it can be taken up again
 * @param chunk the records of one transaction
 * @param busy with so many changes of rows waiting to go out, the pauses grow
 * @param longestPause between two chunks
 * @param lease for how long a dead process keeps the mapping's back-fill from others
 * @param longestPoll the longest pause between two looks at a reading that is being prepared
 * @param pageRetries how often a page is read again after a passing failure
 * @param restBelow readings with fewer records than this go by REST query
 */
public record BackfillSettings(
    int portion,
    int chunk,
    long busy,
    Duration longestPause,
    Duration lease,
    Duration longestPoll,
    RetryPolicy pageRetries,
    long restBelow) {
  /** What lets live sync go on beside it. */
  public static BackfillSettings defaults() {
    return new BackfillSettings(
        200_000,
        1_000,
        100,
        Duration.ofSeconds(2),
        Duration.ofMinutes(2),
        Duration.ofSeconds(5),
        new RetryPolicy(6, Duration.ofMillis(200), Duration.ofSeconds(20)),
        4_000);
  }

  /** The same with portions of another size. */
  public BackfillSettings inPortionsOf(int records) {
    return new BackfillSettings(
        records, chunk, busy, longestPause, lease, longestPoll, pageRetries, restBelow);
  }
}
