package dev.syncline.model;

import java.time.Duration;
import java.time.ZoneId;

/** When one way of a mapping falls due. */
public sealed interface Schedule {
  /** As soon as a change is noticed. */
  record Live() implements Schedule {}

  /**
   * Again and again.
   *
   * @param pause from the beginning of one run to the beginning of the next; at least a second
   */
  record Every(Duration pause) implements Schedule {
    /** The shortest pause. */
    public static final Duration SHORTEST = Duration.ofSeconds(1);

    public Every {
      if (pause.compareTo(SHORTEST) < 0) {
        throw new IllegalArgumentException("An interval is at least a second");
      }
    }
  }

  /**
   * At the times that a cron expression of five fields names.
   *
   * @param expression minute, hour, day of the month, month, day of the week
   * @param zone the clock on the wall that is meant
   */
  record Cron(String expression, ZoneId zone) implements Schedule {}

  /** Never. */
  record Off() implements Schedule {}
}
