package dev.syncline.salesforce.rest;

import java.time.Duration;

/**
 * How often and after which pauses a failed call is made again.
 *
 * @param maxTries all tries of a call, the first one included
 * @param firstPause the pause behind the first try; it doubles from then on
 * @param longestPause the longest pause, also where the org asks for more
 */
public record RetrySettings(int maxTries, Duration firstPause, Duration longestPause) {
  /** Five tries within about 20 seconds of pauses. */
  public static final RetrySettings STANDARD =
      new RetrySettings(5, Duration.ofSeconds(1), Duration.ofSeconds(30));

  public RetrySettings {
    if (maxTries < 1 || !firstPause.isPositive() || longestPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException("Retries need a try, and pauses that grow");
    }
  }
}
