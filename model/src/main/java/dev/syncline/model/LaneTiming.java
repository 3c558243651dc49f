package dev.syncline.model;

import java.time.Duration;
import java.util.List;

/**
 * When a mapping carries changes one way: at the schedule's times, if no window forbids it.
 *
 * @param quiet windows in which nothing begins
 * @param within if there are any, the only windows in which something begins
 */
public record LaneTiming(Schedule schedule, List<TimeWindow> quiet, List<TimeWindow> within) {
  /** The most windows of a kind. */
  public static final int MAX_WINDOWS = 50;

  /** As soon as something is noticed, at any hour. */
  public static final LaneTiming LIVE = new LaneTiming(new Schedule.Live(), List.of(), List.of());

  /** Never. */
  public static final LaneTiming OFF = new LaneTiming(new Schedule.Off(), List.of(), List.of());

  /** Each day, at any hour. */
  public static final LaneTiming DAILY =
      new LaneTiming(new Schedule.Every(Duration.ofDays(1)), List.of(), List.of());

  public LaneTiming {
    quiet = List.copyOf(quiet);
    within = List.copyOf(within);
    if (quiet.size() > MAX_WINDOWS || within.size() > MAX_WINDOWS) {
      throw new IllegalArgumentException("At most " + MAX_WINDOWS + " windows of a kind");
    }
  }
}
