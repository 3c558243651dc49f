package dev.syncline.engine.compare;

import dev.syncline.engine.worker.RetryPolicy;
import java.time.Duration;

/**
 * The bounds of a compare.
 *
 * @param readers how many pages are read at the same time
 * @param lease for how long a dead process keeps the mapping from others
 * @param longestPoll the longest pause between two looks at a reading that is being prepared
 * @param pageRetries how often a page is read again after a passing failure
 * @param restBelow readings with fewer records than this go by REST query
 * @param maxDoubts how many doubts are looked into; the others are counted
 * @param maxSamples how many differences of a kind are told one by one
 */
public record CompareSettings(
    int readers,
    Duration lease,
    Duration longestPoll,
    RetryPolicy pageRetries,
    long restBelow,
    long maxDoubts,
    int maxSamples) {
  /** What fits a small machine. */
  public static CompareSettings defaults() {
    return new CompareSettings(
        2,
        Duration.ofMinutes(2),
        Duration.ofSeconds(5),
        new RetryPolicy(6, Duration.ofMillis(200), Duration.ofSeconds(20)),
        4_000,
        100_000,
        10);
  }

  /** The same, telling another number of differences of a kind. */
  public CompareSettings sampling(int samples) {
    return new CompareSettings(
        readers, lease, longestPoll, pageRetries, restBelow, maxDoubts, samples);
  }
}
