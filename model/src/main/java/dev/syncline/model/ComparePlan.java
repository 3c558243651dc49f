package dev.syncline.model;

import java.util.List;

/**
 * When both sides of a mapping are compared, and what becomes of what differs.
 *
 * @param timing a live one means nothing: a compare reads everything
 * @param repairs whether repairs are queued
 */
public record ComparePlan(LaneTiming timing, boolean repairs) {
  /** Only when somebody asks for it. */
  public static final ComparePlan OFF =
      new ComparePlan(new LaneTiming(new Schedule.Off(), List.of(), List.of()), false);

  public ComparePlan {
    if (timing.schedule() instanceof Schedule.Live) {
      throw new IllegalArgumentException("A compare goes at times, not live");
    }
  }
}
