package dev.syncline.engine.refresh;

import dev.syncline.engine.worker.RetryPolicy;
import java.time.Duration;

/**
 * The bounds of a refresh.
 *
 * @param pageWorkers how many pages are read and written at the same time
 * @param lease for how long a dead process keeps the mapping from others
 * @param longestPoll the longest pause between two looks at a reading that is being prepared
 * @param pageRetries how often a page is read again after a passing failure
 * @param restBelow readings with fewer records than this go by REST query
 * @param maxStarts how often a refresh begins anew because the org no longer has the reading
 */
public record RefreshSettings(
    int pageWorkers,
    Duration lease,
    Duration longestPoll,
    RetryPolicy pageRetries,
    long restBelow,
    int maxStarts) {
  /** The most page workers: each holds a connection and a page's buffers. */
  public static final int MAX_PAGE_WORKERS = 16;

  public RefreshSettings {
    if (pageWorkers < 1 || pageWorkers > MAX_PAGE_WORKERS) {
      throw new IllegalArgumentException("1 to " + MAX_PAGE_WORKERS + " page workers");
    }
    if (maxStarts < 1) {
      throw new IllegalArgumentException("A refresh starts at least once");
    }
  }

  /** The same, but reading by REST below another number of records. */
  public RefreshSettings withRestBelow(long records) {
    return new RefreshSettings(pageWorkers, lease, longestPoll, pageRetries, records, maxStarts);
  }

  /** What fits a small machine. */
  public static RefreshSettings defaults() {
    return new RefreshSettings(
        2,
        Duration.ofMinutes(2),
        Duration.ofSeconds(5),
        new RetryPolicy(6, Duration.ofMillis(200), Duration.ofSeconds(20)),
        4_000,
        3);
  }
}
