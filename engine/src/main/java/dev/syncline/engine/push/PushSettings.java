package dev.syncline.engine.push;

import dev.syncline.engine.worker.RetryPolicy;
import dev.syncline.model.Retries;
import java.time.Duration;

/**
 * The bounds of pushing.
 *
 * @param page how many outbox entries are claimed together
 * @param hold how long a claim counts without renewal; longer than any call takes
 * @param refusals how often a record may be refused for a reason that may pass
 * @param locks how often it may meet a lock
 * @param inFlight how many lists of records are on their way at a time
 * @param bulkFrom from how many ready entries on they go by bulk jobs
 * @param bulkRows the most rows of a bulk job
 */
public record PushSettings(
    int page,
    Duration hold,
    RetryPolicy refusals,
    RetryPolicy locks,
    int inFlight,
    long bulkFrom,
    int bulkRows) {
  /** What fits a small machine. */
  public static PushSettings defaults() {
    return new PushSettings(
        2_000,
        Duration.ofMinutes(5),
        new RetryPolicy(5, Duration.ofSeconds(2), Duration.ofMinutes(10)),
        new RetryPolicy(20, Duration.ofMillis(500), Duration.ofSeconds(30)),
        4,
        25_000,
        10_000);
  }

  /** The same, with one list of records on its way at a time: so that a seed replays a run. */
  public PushSettings inTurn() {
    return new PushSettings(page, hold, refusals, locks, 1, bulkFrom, bulkRows);
  }

  /** The same, with jobs of at most so many rows from so many ready ones on. */
  public PushSettings bulk(long from, int rows) {
    return new PushSettings(page, hold, refusals, locks, inFlight, from, rows);
  }

  /** The same bounds, with a mapping's own retries of refused records. */
  public PushSettings retrying(Retries retries) {
    var own = new RetryPolicy(retries.attempts(), retries.first(), retries.longest());
    return new PushSettings(page, hold, own, locks, inFlight, bulkFrom, bulkRows);
  }
}
