package dev.syncline.model;

import java.time.Duration;

/**
 * How often a refused record is sent again before it is parked. The pause before each try doubles.
 *
 * @param attempts all tries, the first one included; at least 1
 * @param first the pause before the second try
 * @param longest no pause is longer
 */
public record Retries(int attempts, Duration first, Duration longest) {
  /** Five tries within some minutes. */
  public static final Retries STANDARD =
      new Retries(5, Duration.ofSeconds(2), Duration.ofMinutes(10));

  public Retries {
    if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "At least one attempt, and a longest pause that is not below the first");
    }
  }
}
