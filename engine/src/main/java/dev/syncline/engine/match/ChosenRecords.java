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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Finds records of a mapping that somebody chooses, and has them pulled. */
public final class ChosenRecords {
  private final Org org;
  private final Database database;
  private final ResolvedMapping mapping;
  private final Pace pace;
  private final StopSignal stop;

  public ChosenRecords(
      Org org, Database database, ResolvedMapping mapping, Pace pace, StopSignal stop) {
    this.org = org;
    this.database = database;
    this.mapping = mapping;
    this.pace = pace;
    this.stop = stop;
  }

  /**
   * Which records of the mapping are meant.
   *
   * @param unlinked whether only those without a row
   * @param where a SOQL condition that they meet besides the mapping's own; absent means all
   */
  public record Choice(boolean unlinked, Optional<String> where) {}

  /**
   * Puts them into the pull queue; records that are parked among them are tried again.
   *
   * @return how many were new there
   */
  public long queue(Choice choice) throws InterruptedException {
    var query =
        new RecordQuery(
                mapping.object().name(),
                mapping.bindings().stream().map(b -> b.field().name()).toList(),
                mapping.mapping().where(),
                mapping.mapping().recordTypes())
            .narrowed(choice.where());
    var added = new AtomicLong();
    new RecordKeys(org, query, MatchKeys.of(mapping), pace, stop)
        .read(
            MatchRuns.MAX_STAGED,
            some -> {
              List<RecordId> ids = some.stream().map(MatchRuns.Staged::id).toList();
              added.addAndGet(queue(choice.unlinked() ? unlinked(ids) : ids));
            });
    return added.get();
  }

  private List<RecordId> unlinked(List<RecordId> records) {
    Map<RecordId, RowKey> rows = database.links().rows(mapping, records);
    return records.stream().filter(id -> !rows.containsKey(id)).toList();
  }

  private long queue(List<RecordId> records) {
    return records.isEmpty()
        ? 0
        : database.pullQueue().add(mapping.mapping().name(), records, PullQueue.Reason.ASKED);
  }
}
