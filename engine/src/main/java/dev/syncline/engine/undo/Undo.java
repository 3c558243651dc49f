package dev.syncline.engine.undo;

import dev.syncline.engine.database.Changes;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Overwritten;
import dev.syncline.engine.database.Runs.Run;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Direction;
import java.util.List;
import java.util.OptionalLong;

/**
 * Writes back what a run wrote over, latest change first, for fields that nobody has touched since.
 * What is written back by then is found so by the next start, so a stop loses nothing.
 */
public final class Undo {
  private final Database database;
  private final ResolvedMapping mapping;
  private final UndoneRows rows;
  private final UndoneRecords records;
  private final StopSignal stop;

  public Undo(Org org, Database database, ResolvedMapping mapping, StopSignal stop) {
    this.database = database;
    this.mapping = mapping;
    this.rows = new UndoneRows(database.changes(), mapping);
    this.records = new UndoneRecords(org, mapping);
    this.stop = stop;
  }

  /**
   * Undoes a run of the mapping.
   *
   * @param writes false only counts
   */
  public UndoReport run(Run run, boolean writes) {
    boolean ofRows = run.kind().direction() == Direction.PULL;
    var tally = new UndoTally();
    long known = 0;
    OptionalLong before = OptionalLong.empty();
    while (!stop.isRequested()) {
      List<Overwritten> page =
          database.changes().of(mapping, run.number(), before, Changes.MAX_PAGE);
      if (page.isEmpty()) {
        break;
      }
      known += page.stream().filter(c -> c.event() != Overwritten.Event.AGREED).count();
      tally.deleted += page.stream().filter(c -> c.event() == Overwritten.Event.DELETED).count();
      List<Overwritten> written =
          page.stream().filter(c -> c.event() == Overwritten.Event.WRITTEN).toList();
      if (ofRows) {
        rows.restore(written, writes, tally);
      } else {
        records.restore(written, writes, tally);
      }
      before = OptionalLong.of(page.getLast().number());
    }
    long forgotten = Math.max(0, run.updated() + run.deleted() - known);
    return tally.report(run.created(), forgotten);
  }
}
