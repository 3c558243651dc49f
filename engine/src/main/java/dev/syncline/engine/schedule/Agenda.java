package dev.syncline.engine.schedule;

import dev.syncline.engine.budget.Stage;
import dev.syncline.engine.schedule.Due.Why;
import dev.syncline.model.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides who has a turn. Pure. A run that was missed, or several, is made up for once; a clock
 * that is put back lets nothing run twice that was to run once.
 *
 * @param livePull how long after the beginning of a poll of a live lane the next one follows
 */
public record Agenda(Duration livePull) {
  /** By what pulls are rarer when calls run short. */
  static final int STRETCH = 4;

  /** A clock that goes back by more than this was wrong before. */
  static final Duration STEP_BACK = Duration.ofHours(2);

  /** Whether times of schedules are looked at. */
  public enum Times {
    /** They are. */
    KEPT,
    /** They are not: somebody asks for a run now. Windows, budget and off count all the same. */
    ASKED_NOW
  }

  /**
   * Whether a lane has its turn.
   *
   * @param last when its last run began; a lane of a cron expression without one never has a turn:
   *     note when it was first seen
   */
  public Due at(Instant now, Lane lane, Optional<Instant> last, Stage stage, Times times) {
    if (lane.timing().schedule() instanceof Schedule.Off) {
      return new Due.Later(Why.OFF, Optional.empty());
    }
    if (waits(lane, stage)) {
      return new Due.Later(Why.BUDGET, Optional.empty());
    }
    Optional<Instant> time =
        times == Times.ASKED_NOW ? Optional.of(now) : time(lane, last, now, stage);
    if (time.isEmpty() || time.get().isAfter(now)) {
      return new Due.Later(Why.SCHEDULE, time.flatMap(t -> Windows.opens(lane.timing(), t)));
    }
    return Windows.open(lane.timing(), now)
        ? new Due.Now()
        : new Due.Later(Why.OFF_HOURS, Windows.opens(lane.timing(), now));
  }

  /** When the next lane has its turn, of those that have none now; empty if nobody knows. */
  public static Optional<Instant> next(Collection<Due> dues) {
    return dues.stream()
        .flatMap(
            due -> due instanceof Due.Later(var _, var until) ? until.stream() : Stream.empty())
        .min(Comparator.naturalOrder());
  }

  private static boolean waits(Lane lane, Stage stage) {
    return switch (stage) {
      case PLENTY -> false;
      case TIGHT -> lane.patience() == Lane.Patience.LONG;
      case SCARCE ->
          lane.patience() == Lane.Patience.LONG
              || (lane.patience() == Lane.Patience.SHORT && lane.name().way() == LaneName.Way.PUSH);
      case SPENT -> true;
    };
  }

  private Optional<Instant> time(Lane lane, Optional<Instant> last, Instant now, Stage stage) {
    boolean pull = lane.name().way() == LaneName.Way.PULL;
    return switch (lane.timing().schedule()) {
      case Schedule.Live _ -> Optional.of(pull ? afterPause(last, livePull, now, stage) : now);
      case Schedule.Every(Duration pause) ->
          Optional.of(afterPause(last, pause, now, pull ? stage : Stage.PLENTY));
      case Schedule.Cron _ ->
          last.flatMap(l -> lane.cron().flatMap(cron -> cron.after(base(l, now))));
      case Schedule.Off _ -> Optional.empty();
    };
  }

  private static Instant afterPause(
      Optional<Instant> last, Duration pause, Instant now, Stage stage) {
    Duration stretched = stage == Stage.SCARCE ? pause.multipliedBy(STRETCH) : pause;
    return last.filter(l -> !l.isAfter(now)).map(l -> l.plus(stretched)).orElse(now);
  }

  private static Instant base(Instant last, Instant now) {
    return last.isAfter(now.plus(STEP_BACK)) ? now : last;
  }
}
