package dev.syncline.engine.poll;

import dev.syncline.engine.database.ChangeWriter;
import dev.syncline.engine.database.PulledPage;
import dev.syncline.engine.inbound.RecordPlanner;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pages of records to be merged one by one, with what matching has found of them. Pure. */
final class MatchedPages {
  private MatchedPages() {}

  /** The records in pages that can be merged, without those that are looked at again later. */
  static List<PulledPage> of(
      long token,
      List<RecordChange.Present> records,
      PullMatching.Found found,
      RecordPlanner planner) {
    List<RecordChange.Present> now =
        records.stream().filter(record -> !found.later().contains(record.id())).toList();
    List<PulledPage> pages = new ArrayList<>();
    for (int from = 0; from < now.size(); from += ChangeWriter.MAX_MERGED) {
      int to = Math.min(now.size(), from + ChangeWriter.MAX_MERGED);
      pages.add(page(token, now.subList(from, to), found, planner));
    }
    return pages;
  }

  private static PulledPage page(
      long token,
      List<RecordChange.Present> records,
      PullMatching.Found found,
      RecordPlanner planner) {
    List<PlannedChange> planned = new ArrayList<>();
    Map<RecordId, PlannedChange> made =
        planner.toMerge(
            records.stream().filter(r -> !found.unclear().containsKey(r.id())).toList());
    Map<RecordId, RowKey> rows = new HashMap<>();
    for (RecordChange.Present record : records) {
      Problem unclear = found.unclear().get(record.id());
      PlannedChange change =
          unclear == null ? made.get(record.id()) : new PlannedChange.Park(record.id(), unclear);
      if (change == null) {
        continue;
      }
      planned.add(change);
      RowKey row = found.rows().get(record.id());
      if (row != null) {
        rows.put(record.id(), row);
      }
    }
    return new PulledPage(token, planned, Map.of(), List.of(), Optional.empty(), rows);
  }
}
