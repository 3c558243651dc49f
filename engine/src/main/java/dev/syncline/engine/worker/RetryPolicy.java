package dev.syncline.engine.worker;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a failed step is tried again and how long the pause before is: it doubles from the
 * first to the longest, and a random half of it is taken off, so that workers do not march in step.
 *
 * @param maxAttempts all tries, the first one included
 */
public record RetryPolicy(int maxAttempts, Duration firstPause, Duration longestPause) {
  /** The most doublings that are counted. */
  private static final int MAX_DOUBLINGS = 20;

  public RetryPolicy {
    if (maxAttempts < 1 || firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException(
          "A retry policy needs at least one attempt, and a longest pause above the first");
    }
  }

  /** Whether a try with this number, counted from 1, may be followed by another. */
  public boolean allowsAfter(int attempt) {
    return attempt < maxAttempts;
  }

  /** The pause after the try with this number, counted from 1. */
  public Duration pauseAfter(int attempt, RandomGenerator random) {
    long doubled = firstPause.toMillis() << Math.min(attempt - 1, MAX_DOUBLINGS);
    long bounded = Math.min(doubled, longestPause.toMillis());
    return Duration.ofMillis(bounded - random.nextLong(bounded / 2 + 1));
  }
}
