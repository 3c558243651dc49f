package dev.syncline.engine.worker;

import java.time.Duration;

/**
 * The rest after a round of live work that carried little: as long as the round took, so that a
 * trickle takes no more than half of a processor, rows that change again and again are carried once
 * for several changes, and the application finds its rows free half of the time.
 */
public final class Rest {
  private static final Duration SHORTEST = Duration.ofMillis(5);
  private static final Duration LONGEST = Duration.ofMillis(100);

  private Rest() {}

  /** The rest after a round that took so long; 5 to 100 ms. */
  public static Duration after(Duration took) {
    if (took.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return took.compareTo(LONGEST) < 0 ? took : LONGEST;
  }
}
