package dev.syncline.engine.poll;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.ChangeWriter;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.database.PulledPage;
import dev.syncline.engine.inbound.RecordPlanner;
import dev.syncline.engine.lease.LeaseKeeper;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.merge.ForcedMerge;
import dev.syncline.engine.org.ChangeReader;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pulls records that a person asks for, beside the polls: those of a window, or some by force. The
 * watermark stays where it is.
 */
public final class RecordPull {
  private final Org org;
  private final Database database;
  private final ResolvedMapping mapping;
  private final PollSettings settings;
  private final Pace pace;
  private final StopSignal stop;
  private final RecordQuery query;
  private final RecordPlanner planner;
  private final PullMatching matching;

  public RecordPull(
      Org org,
      Database database,
      ResolvedMapping mapping,
      PollSettings settings,
      Pace pace,
      StopSignal stop) {
    this.org = org;
    this.database = database;
    this.mapping = mapping;
    this.settings = settings;
    this.pace = pace;
    this.stop = stop;
    this.planner = new RecordPlanner(database, mapping);
    this.matching = new PullMatching(org, database, mapping, planner);
    this.query =
        new RecordQuery(
            mapping.object().name(),
            mapping.readFields(),
            mapping.mapping().where(),
            mapping.mapping().recordTypes());
  }

  /**
   * What came of it.
   *
   * @param whole whether all was read; false if a stop came
   */
  public record Report(AppliedPage applied, boolean whole) {}

  /** How a page of records is applied. */
  @FunctionalInterface
  private interface Applying {
    AppliedPage apply(
        LeaseKeeper lease, ChangeWriter writer, long token, List<RecordChange.Present> records);
  }

  /**
   * Gives rows all that their records hold now, whatever the base says. Records whose rows are busy
   * are counted as deferred: they are in the pull queue, where force counts no more, so call again.
   *
   * @param ids at most {@link ChangeReader#MAX_IDS}
   */
  public Report forced(List<RecordId> ids) {
    return leased(
        (lease, writer) -> {
          long token = database.nextToken();
          ChangeReader.Found found = org.changes().read(query, ids);
          queue(found.gone().keySet().stream().toList());
          return new Report(force(lease, writer, token, found.present()), !stop.isRequested());
        });
  }

  /**
   * Pulls the records that were stamped in a window, deleted ones by the pull queue.
   *
   * @param from inclusive, in the org's time
   * @param until exclusive, in the org's time
   * @param forced whether rows take all that their records hold, whatever the base says
   */
  public Report window(Instant from, Instant until, boolean forced) {
    return leased(
        (lease, writer) -> window(lease, writer, from, until, forced ? this::force : this::apply));
  }

  private Report window(
      LeaseKeeper lease, ChangeWriter writer, Instant from, Instant until, Applying applying) {
    AppliedPage applied = AppliedPage.NONE;
    Instant date = from;
    Optional<RecordId> after = Optional.empty();
    boolean more = true;
    while (more && !stop.isRequested()) {
      lease.keep();
      long token = database.nextToken();
      ChangeReader.WindowPage page =
          org.changes()
              .window(
                  new ChangeReader.Window(
                      query, Poll.STAMP, date, after, Optional.of(until), true));
      queue(page.gone().keySet().stream().toList());
      applied = applied.plus(applying.apply(lease, writer, token, page.changes()));
      more = page.more() && page.last().isPresent();
      if (more) {
        date = page.last().map(ChangeReader.Place::date).orElse(date);
        after = page.last().map(ChangeReader.Place::id);
      }
    }
    return new Report(applied, !more);
  }

  private AppliedPage apply(
      LeaseKeeper lease, ChangeWriter writer, long token, List<RecordChange.Present> records) {
    return writer.apply(lease.lease(), page(lease, token, records));
  }

  private AppliedPage force(
      LeaseKeeper lease, ChangeWriter writer, long token, List<RecordChange.Present> records) {
    var rule = new ForcedMerge(mapping);
    AppliedPage applied = AppliedPage.NONE;
    PullMatching.Found found = matching.find(records);
    if (!found.later().isEmpty()) {
      database.pullQueue().add(mapping.mapping().name(), found.later(), PullQueue.Reason.ASKED);
    }
    for (PulledPage some : MatchedPages.of(token, records, found, planner.keeping(lease))) {
      lease.keep();
      applied = applied.plus(writer.merge(lease.lease(), some, rule));
    }
    return applied;
  }

  private PulledPage page(LeaseKeeper lease, long token, List<RecordChange.Present> records) {
    return new PulledPage(
        token, planner.keeping(lease).ofPage(records), Map.of(), List.of(), Optional.empty());
  }

  private void queue(List<RecordId> gone) {
    if (!gone.isEmpty()) {
      MappingName name = mapping.mapping().name();
      database.pullQueue().add(name, gone, PullQueue.Reason.DELETED);
    }
  }

  /** What is done under the mapping's lease, the same as that of its polls. */
  @FunctionalInterface
  private interface Work {
    Report run(LeaseKeeper lease, ChangeWriter writer);
  }

  private Report leased(Work work) {
    Lease lease = database.leases().acquire("pull/" + mapping.mapping().name(), settings.lease());
    try (ChangeWriter writer = database.openChangeWriter(mapping)) {
      return work.run(
          new LeaseKeeper(database.leases(), lease, settings.lease(), pace.clock()), writer);
    } finally {
      database.leases().release(lease);
    }
  }
}
