package dev.syncline.engine.schedule;

import dev.syncline.model.Direction;
import dev.syncline.model.LaneTiming;
import dev.syncline.model.Mapping;
import dev.syncline.model.Priority;
import dev.syncline.model.Schedule;
import dev.syncline.model.Timing;
import java.time.Duration;
import java.util.Optional;

/**
 * One way of one mapping, and when it has its turn.
 *
 * @param cron the times of its schedule, if that is a cron expression
 */
public record Lane(LaneName name, LaneTiming timing, Priority priority, Optional<CronTimes> cron) {
  /** From this pause on a lane can wait a while longer. */
  static final Duration SELDOM = Duration.ofHours(1);

  /** A mapping's lane. */
  public static Lane of(Mapping mapping, Direction direction) {
    Timing timing = mapping.rules().timing();
    return of(
        new LaneName(mapping.name(), direction),
        direction == Direction.PULL ? timing.pull() : timing.push(),
        timing.priority());
  }

  /** The lane in which both sides of a mapping are compared. */
  public static Lane compare(Mapping mapping) {
    Timing timing = mapping.rules().timing();
    return of(
        new LaneName(mapping.name(), LaneName.Way.COMPARE),
        timing.compare().timing(),
        timing.priority());
  }

  /** The lane in which values are read again that change without a change of their record. */
  public static Lane reread(Mapping mapping) {
    Timing timing = mapping.rules().timing();
    return of(
        new LaneName(mapping.name(), LaneName.Way.REREAD), timing.reread(), timing.priority());
  }

  /**
   * A lane.
   *
   * @throws IllegalArgumentException if the cron expression of its schedule is none
   */
  public static Lane of(LaneName name, LaneTiming timing, Priority priority) {
    Optional<CronTimes> cron =
        timing.schedule() instanceof Schedule.Cron said
            ? Optional.of(CronTimes.of(said))
            : Optional.empty();
    return new Lane(name, timing, priority, cron);
  }

  /** How long a lane can wait when calls run short. */
  public enum Patience {
    /** It waits first. */
    LONG,
    /** It waits next. */
    SHORT,
    /** It waits last. */
    NONE
  }

  /** How long it can wait; what only proves, or makes up for little, waits first. */
  public Patience patience() {
    if (name.way() == LaneName.Way.COMPARE || name.way() == LaneName.Way.REREAD) {
      return Patience.LONG;
    }
    return switch (priority) {
      case LOW -> Patience.LONG;
      case NORMAL -> seldom() ? Patience.LONG : live() ? Patience.NONE : Patience.SHORT;
      case HIGH -> live() ? Patience.NONE : Patience.SHORT;
    };
  }

  /** Whether it goes as soon as something is noticed. */
  public boolean live() {
    return timing.schedule() instanceof Schedule.Live;
  }

  private boolean seldom() {
    return switch (timing.schedule()) {
      case Schedule.Live _, Schedule.Off _ -> false;
      case Schedule.Every(Duration pause) -> pause.compareTo(SELDOM) >= 0;
      case Schedule.Cron _ -> true;
    };
  }
}
