package dev.syncline.engine.match;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.MatchRuns;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Finds the records of a mapping that have no row, and has them pulled. */
public final class UnlinkedRecords {
  private final Org org;
  private final Database database;
  private final ResolvedMapping mapping;
  private final Pace pace;
  private final StopSignal stop;

  public UnlinkedRecords(
      Org org, Database database, ResolvedMapping mapping, Pace pace, StopSignal stop) {
    this.org = org;
    this.database = database;
    this.mapping = mapping;
    this.pace = pace;
    this.stop = stop;
  }

  /**
   * Puts them into the pull queue; records that are parked among them are tried again.
   *
   * @return how many were new there
   */
  public long queue() throws InterruptedException {
    var query =
        new RecordQuery(
            mapping.object().name(),
            mapping.bindings().stream().map(b -> b.field().name()).toList(),
            mapping.mapping().where(),
            mapping.mapping().recordTypes());
    var added = new AtomicLong();
    new RecordKeys(org, query, MatchKeys.of(mapping), pace, stop)
        .read(
            MatchRuns.MAX_STAGED,
            some -> added.addAndGet(queue(some.stream().map(MatchRuns.Staged::id).toList())));
    return added.get();
  }

  private long queue(List<RecordId> records) {
    Map<RecordId, RowKey> rows = database.links().rows(mapping, records);
    List<RecordId> unlinked = records.stream().filter(id -> !rows.containsKey(id)).toList();
    return unlinked.isEmpty()
        ? 0
        : database.pullQueue().add(mapping.mapping().name(), unlinked, PullQueue.Reason.ASKED);
  }
}
