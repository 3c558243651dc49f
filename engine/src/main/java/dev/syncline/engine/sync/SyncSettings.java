package dev.syncline.engine.sync;

import dev.syncline.engine.poll.PollSettings;
import dev.syncline.engine.push.PushSettings;
import dev.syncline.engine.refresh.RefreshSettings;
import dev.syncline.engine.worker.RetryPolicy;
import java.time.Duration;

/**
 * The bounds of going round.
 *
 * @param pagesPerRound how many pages of one mapping are pushed before the others have their turn
 * @param trouble how long an org or database that is in trouble is left alone; the number of
 *     attempts is not looked at, as trouble ends by itself
 * @param nap the longest pause between two looks at queues while something is due later
 */
public record SyncSettings(
    RefreshSettings refresh,
    PollSettings poll,
    PushSettings push,
    int pagesPerRound,
    RetryPolicy trouble,
    Duration nap) {
  /** What fits a small machine. */
  public static SyncSettings defaults() {
    return new SyncSettings(
        RefreshSettings.defaults(),
        PollSettings.defaults(),
        PushSettings.defaults(),
        5,
        new RetryPolicy(Integer.MAX_VALUE, Duration.ofSeconds(1), Duration.ofMinutes(5)),
        Duration.ofSeconds(10));
  }
}
