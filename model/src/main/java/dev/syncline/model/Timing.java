package dev.syncline.model;

import java.util.OptionalLong;

/**
 * When a mapping has its turn, and how much of it.
 *
 * @param pushLimit the most rows that are pushed in one run; absent means all
 * @param retries of records that the org refused for a reason that may pass
 * @param compare when both sides are compared
 * @param reread when values are read again that change without a change of their record
 */
public record Timing(
    LaneTiming pull,
    LaneTiming push,
    Priority priority,
    OptionalLong pushLimit,
    Retries retries,
    ComparePlan compare,
    LaneTiming reread) {
  /** Live both ways, without a limit. */
  public static final Timing STANDARD =
      new Timing(
          LaneTiming.LIVE,
          LaneTiming.LIVE,
          Priority.NORMAL,
          OptionalLong.empty(),
          Retries.STANDARD);

  /** Timing of a mapping that is never compared by itself. */
  public Timing(
      LaneTiming pull,
      LaneTiming push,
      Priority priority,
      OptionalLong pushLimit,
      Retries retries) {
    this(pull, push, priority, pushLimit, retries, ComparePlan.OFF, LaneTiming.DAILY);
  }

  public Timing {
    if (pushLimit.isPresent() && pushLimit.getAsLong() < 1) {
      throw new IllegalArgumentException("A push limit is at least one row");
    }
  }
}
