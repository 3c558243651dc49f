package dev.syncline.engine.poll;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.ChangeWriter;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.database.PulledPage;
import dev.syncline.engine.inbound.RecordPlanner;
import dev.syncline.engine.lease.LeaseKeeper;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.merge.OutsideMerge;
import dev.syncline.engine.org.ChangeReader;
import dev.syncline.engine.org.ChangeReader.Place;
import dev.syncline.engine.org.ChangeReader.Window;
import dev.syncline.engine.org.ChangeReader.WindowPage;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Records that were asked for and do not meet the mapping's condition, or are of another type.
 * Those that are linked have left the scope, unless they are merely hidden: the queue finds that
 * out.
 */
final class OutsideRecords {
  private final Org org;
  private final Database database;
  private final ResolvedMapping mapping;
  private final RecordPlanner planner;
  private final RecordQuery anyScope;

  OutsideRecords(Org org, Database database, ResolvedMapping mapping, RecordPlanner planner) {
    this.org = org;
    this.database = database;
    this.mapping = mapping;
    this.planner = planner;
    this.anyScope =
        new RecordQuery(mapping.object().name(), mapping.readFields(), Optional.empty(), List.of());
  }

  /** Puts those that are linked into the pull queue, if leaving the scope means anything. */
  void notice(Collection<RecordId> unseen) {
    if (unseen.isEmpty() || !OutsideMerge.treatsLeavers(mapping)) {
      return;
    }
    Set<RecordId> linked = database.links().rows(mapping, unseen).keySet();
    if (!linked.isEmpty()) {
      database.pullQueue().add(mapping.mapping().name(), linked, PullQueue.Reason.ASKED);
    }
  }

  /** Finds those that a page of a window passed over: of them the page says nothing. */
  void notice(Window window, WindowPage page) {
    if (!OutsideMerge.treatsLeavers(mapping)) {
      return;
    }
    Set<RecordId> met = new HashSet<>(page.gone().keySet());
    page.changes().forEach(change -> met.add(change.id()));
    var ids = new RecordQuery(mapping.object().name(), List.of(), Optional.empty(), List.of());
    Optional<Place> end = page.last().filter(_ -> page.more());
    Optional<Window> next =
        Optional.of(
            new Window(ids, window.date(), window.from(), window.afterId(), window.until(), false));
    while (next.isPresent()) {
      WindowPage all = org.changes().window(next.get());
      notice(
          all.changes().stream()
              .map(RecordChange.Present::id)
              .filter(i -> !met.contains(i))
              .toList());
      boolean behind =
          end.isPresent()
              && all.last().filter(last -> !last.date().isBefore(end.get().date())).isPresent();
      next =
          all.last()
              .filter(_ -> all.more() && !behind)
              .map(
                  last ->
                      new Window(
                          ids,
                          window.date(),
                          last.date(),
                          Optional.of(last.id()),
                          window.until(),
                          false));
    }
  }

  /**
   * Treats those that are there all the same, and linked.
   *
   * @param token from before they were found to be outside
   */
  AppliedPage merge(LeaseKeeper lease, long token, List<RecordId> unseen) {
    if (unseen.isEmpty() || !mapping.narrowsRecords()) {
      return AppliedPage.NONE;
    }
    Set<RecordId> linked = database.links().rows(mapping, unseen).keySet();
    if (linked.isEmpty()) {
      return AppliedPage.NONE;
    }
    ChangeReader.Found found = org.changes().read(anyScope, List.copyOf(linked));
    AppliedPage applied = AppliedPage.NONE;
    ResolvedMapping leaving = mapping.onDelete(mapping.mapping().rules().scope().onLeave());
    try (ChangeWriter writer = database.openChangeWriter(leaving)) {
      var rule = new OutsideMerge(mapping);
      for (int from = 0; from < found.present().size(); from += ChangeWriter.MAX_MERGED) {
        lease.keep();
        int to = Math.min(found.present().size(), from + ChangeWriter.MAX_MERGED);
        List<PlannedChange> some =
            List.copyOf(planner.toMerge(found.present().subList(from, to)).values());
        var page = new PulledPage(token, some, Map.of(), List.of(), Optional.empty());
        applied = applied.plus(writer.merge(lease.lease(), page, rule));
      }
    }
    return applied;
  }
}
