package dev.syncline.model;

/**
 * When both sides of a mapping are compared, and what becomes of what differs.
 *
 * @param timing a live one means nothing: a compare reads everything
 * @param repairs whether repairs are queued
 */
public record ComparePlan(LaneTiming timing, boolean repairs) {
  /** Only when somebody asks for it. */
  public static final ComparePlan OFF = new ComparePlan(LaneTiming.OFF, false);

  public ComparePlan {
    if (timing.schedule() instanceof Schedule.Live) {
      throw new IllegalArgumentException("A compare goes at times, not live");
    }
  }
}
