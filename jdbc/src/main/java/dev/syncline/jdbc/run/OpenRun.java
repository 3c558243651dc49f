package dev.syncline.jdbc.run;

import dev.syncline.engine.database.Runs.Kind;
import dev.syncline.model.MappingName;
import dev.syncline.model.PullOutcome;
import java.time.Duration;
import java.util.Optional;

/** The run under whose number a writer of one mapping writes; each knows of the others. */
public final class OpenRun {
  private final JdbcRuns runs;
  private final MappingName mapping;
  private final Kind kind;
  private final Optional<Duration> kept;

  OpenRun(JdbcRuns runs, MappingName mapping, Kind kind, Optional<Duration> kept) {
    this.runs = runs;
    this.mapping = mapping;
    this.kind = kind;
    this.kept = kept;
  }

  /** Whether what is written over is kept. */
  public boolean isKept() {
    return kept.isPresent();
  }

  /**
   * The run's number; it begins if none goes on. 0 where no history is kept. To be asked when
   * something is about to be written, as it may take a transaction of its own.
   */
  public long number() {
    return kept.isPresent() ? runs.number(mapping, kind, kept.get()) : 0;
  }

  /** Counts what was written and committed. */
  public void wrote(PullOutcome outcome) {
    wrote(outcome.inserted(), outcome.updated(), outcome.deleted());
  }

  /** Counts what was written and committed. */
  public void wrote(long created, long updated, long deleted) {
    if (kept.isPresent() && created + updated + deleted > 0) {
      runs.wrote(mapping, kind, created, updated, deleted);
    }
  }
}
