package dev.syncline.engine.backfill;

import java.time.Duration;

/**
 * How long a back-fill rests after each chunk: as long as the chunk took, and longer while changes
 * of rows queue up, so that live sync has its turn. Pure but for what it remembers; for one thread.
 */
final class Breath {
  private static final int MAX_FACTOR = 16;

  private final long busy;
  private final Duration longest;
  private int factor = 1;

  /**
   * @param busy with so many changes waiting the rest doubles
   * @param longest no rest is longer
   */
  Breath(long busy, Duration longest) {
    this.busy = busy;
    this.longest = longest;
  }

  /**
   * The rest after a chunk.
   *
   * @param took how long the chunk took
   * @param waiting how many changes of rows wait to go out
   */
  Duration after(Duration took, long waiting) {
    factor = waiting >= busy ? Math.min(MAX_FACTOR, factor * 2) : Math.max(1, factor / 2);
    Duration rest = took.multipliedBy(factor);
    return rest.compareTo(longest) < 0 ? rest : longest;
  }
}
