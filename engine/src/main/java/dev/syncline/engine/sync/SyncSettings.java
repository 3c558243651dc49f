package dev.syncline.engine.sync;

import dev.syncline.engine.live.LiveSettings;
import dev.syncline.engine.poll.PollSettings;
import dev.syncline.engine.push.PushSettings;
import dev.syncline.engine.refresh.RefreshSettings;
import dev.syncline.engine.worker.RetryPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * The bounds of going round.
 *
 * @param pagesPerRound how many pages of one mapping are pushed before the others have their turn
 * @param trouble how long an org or database that is in trouble is left alone; the number of
 *     attempts is not looked at, as trouble ends by itself
 * @param nap the longest pause between two looks at queues while something is due later
 * @param livePull how long after the beginning of a poll of a live mapping the next one follows
 * @param reservePercent the share of the org's daily calls that is for its other users, 0 to 95
 * @param live how events of the org are taken in; absent means that it is polled alone
 */
public record SyncSettings(
    RefreshSettings refresh,
    PollSettings poll,
    PushSettings push,
    int pagesPerRound,
    RetryPolicy trouble,
    Duration nap,
    Duration livePull,
    int reservePercent,
    Optional<LiveSettings> live) {
  /** What is for the org's other users unless somebody says otherwise. */
  public static final int RESERVE_PERCENT = 20;

  /** What fits a small machine. */
  public static SyncSettings defaults() {
    return new SyncSettings(
        RefreshSettings.defaults(),
        PollSettings.defaults(),
        PushSettings.defaults(),
        5,
        new RetryPolicy(Integer.MAX_VALUE, Duration.ofSeconds(1), Duration.ofMinutes(5)),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        RESERVE_PERCENT,
        Optional.empty());
  }

  /** The same, polling live mappings at another pace. */
  public SyncSettings polling(Duration every) {
    return new SyncSettings(
        refresh, poll, push, pagesPerRound, trouble, nap, every, reservePercent, live);
  }

  /** The same, doing one thing after the other: so that a seed replays a run. */
  public SyncSettings inTurn() {
    return new SyncSettings(
        refresh, poll, push.inTurn(), pagesPerRound, trouble, nap, livePull, reservePercent, live);
  }

  /** The same, with bulk jobs of at most so many rows from so many ready ones on. */
  public SyncSettings bulk(long from, int rows) {
    return new SyncSettings(
        refresh,
        poll,
        push.bulk(from, rows),
        pagesPerRound,
        trouble,
        nap,
        livePull,
        reservePercent,
        live);
  }

  /** The same, with another reserve. */
  public SyncSettings reserving(int percent) {
    return new SyncSettings(
        refresh, poll, push, pagesPerRound, trouble, nap, livePull, percent, live);
  }

  /** The same, taking events of the org in. */
  public SyncSettings listening(Optional<LiveSettings> events) {
    return new SyncSettings(
        refresh, poll, push, pagesPerRound, trouble, nap, livePull, reservePercent, events);
  }
}
