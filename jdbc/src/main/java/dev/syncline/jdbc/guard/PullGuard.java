package dev.syncline.jdbc.guard;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.Guards.Mass;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import java.util.ArrayList;
import java.util.List;

/** The guard of one writer of pulled pages; used by one thread. */
public final class PullGuard {
  private final JdbcGuards guards;
  private final ResolvedMapping mapping;
  private final List<JdbcGuards.Counted> counted = new ArrayList<>();

  public PullGuard(JdbcGuards guards, ResolvedMapping mapping) {
    this.guards = guards;
    this.mapping = mapping;
  }

  /** Whether it matters in how many rows fields become empty. */
  public boolean countsNulls() {
    return mapping.mapping().rules().safeguards().guard().nulls().isPresent();
  }

  /**
   * Counts what a page is about to write.
   *
   * @throws DatabaseException if it is too much
   */
  public void admit(List<Mass> masses) {
    counted.addAll(guards.count(mapping, Direction.PULL, masses));
  }

  /** Counts rows that are about to be treated as those of deleted records. */
  public void admitDeletions(long records) {
    if (mapping.mapping().onDelete() == DeletePolicy.DELETE) {
      admit(List.of(Mass.deletions(records)));
    }
  }

  /** What was counted since the last time is written. */
  public void written() {
    counted.clear();
  }

  /** What was counted since the last time is not written. */
  public void notWritten() {
    List<JdbcGuards.Counted> back = List.copyOf(counted);
    counted.clear();
    guards.giveBack(back);
  }
}
