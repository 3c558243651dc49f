package dev.syncline.engine.sync;

import dev.syncline.engine.database.LaneBook;
import dev.syncline.engine.schedule.Lane;
import dev.syncline.engine.schedule.LaneName;
import dev.syncline.model.Schedule;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The runs of lanes: those that have begun, and when the last one of each began. Only of lanes that
 * are not live is that remembered beyond the life of the process.
 */
final class LaneRuns {
  private final LaneBook book;
  private final Map<LaneName, Run> running = new HashMap<>();
  private final Map<LaneName, Instant> lasts = new HashMap<>();

  LaneRuns(LaneBook book) {
    this.book = book;
  }

  /** A run that has begun, and the rows that it has pushed. */
  private record Run(Instant began, long rows) {}

  /** When the last run of a lane began. */
  Optional<Instant> last(Lane lane) {
    return Optional.ofNullable(lasts.get(lane.name()));
  }

  /**
   * Reads what was noted, perhaps by other processes. Lanes of cron expressions that were never
   * seen are noted as run now, so that the times from now on count.
   */
  void remember(Iterable<Lane> lanes, Instant now) {
    Map<LaneName, Instant> noted = book.lastRuns();
    for (Lane lane : lanes) {
      Optional<Instant> last = Optional.ofNullable(noted.get(lane.name()));
      if (last.isPresent() && !lane.live()) {
        lasts.put(lane.name(), last.get());
      } else if (lane.timing().schedule() instanceof Schedule.Cron) {
        note(lane, now);
      }
    }
  }

  /** Notes when the last run of a lane began. */
  void note(Lane lane, Instant began) {
    lasts.put(lane.name(), began);
    if (!lane.live()) {
      book.ran(lane.name(), began);
    }
  }

  boolean isRunning(LaneName lane) {
    return running.containsKey(lane);
  }

  /** A run begins, unless one has. */
  void begin(LaneName lane, Instant now) {
    running.putIfAbsent(lane, new Run(now, 0));
  }

  /** How many rows the run of a lane has pushed. */
  long rows(LaneName lane) {
    return Optional.ofNullable(running.get(lane)).map(Run::rows).orElse(0L);
  }

  /** Rows were pushed. */
  void count(LaneName lane, long rows) {
    running.computeIfPresent(lane, (_, run) -> new Run(run.began(), run.rows() + rows));
  }

  /** The run of a lane is done. */
  void end(Lane lane) {
    Optional.ofNullable(running.remove(lane.name())).ifPresent(run -> note(lane, run.began()));
  }

  /** The run of a lane ends without being noted. */
  void drop(LaneName lane) {
    running.remove(lane);
  }

  /** All that run end without being noted: the next ones begin anew. */
  void forget() {
    running.clear();
  }
}
