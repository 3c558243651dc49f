package dev.syncline.engine.database;

import dev.syncline.model.Direction;
import dev.syncline.model.MappingName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The runs that wrote rows or records: a refresh, what a command pulled or pushed of one mapping,
 * or a minute of a sync that goes on. A run comes to be with the first thing that it writes.
 */
public interface Runs {
  /** What goes on longer is more than one run. */
  Duration LONGEST = Duration.ofMinutes(1);

  /** What a run did. */
  enum Kind {
    REFRESH,
    PULL,
    PUSH;

    /** Which side it wrote: PULL the rows, PUSH the records. */
    public Direction direction() {
      return switch (this) {
        case REFRESH, PULL -> Direction.PULL;
        case PUSH -> Direction.PUSH;
      };
    }
  }

  /**
   * One run.
   *
   * @param created rows or records; a count is at most a second behind while the run goes on
   */
  record Run(
      long number,
      MappingName mapping,
      Kind kind,
      Instant began,
      Instant last,
      long created,
      long updated,
      long deleted) {}

  /** The latest runs, newest first. */
  List<Run> list(Optional<MappingName> mapping, int max);

  /** One run. */
  Optional<Run> find(long number);

  /** Ends the runs of this process and says what they came to; what is written next is another. */
  List<Run> endAll();
}
