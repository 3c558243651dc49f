package dev.syncline.engine.poll;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.ChangeWriter;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.PulledPage;
import dev.syncline.engine.inbound.DeletionHooks;
import dev.syncline.engine.lease.LeaseKeeper;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.merge.RecordMerge;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.RecordId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has the rows of deleted records treated, children's before parents', as far as hooks allow. */
final class GoneRecords {
  private final Database database;
  private final ResolvedMapping mapping;
  private final DeletionHooks hooks;

  GoneRecords(Database database, ResolvedMapping mapping) {
    this.database = database;
    this.mapping = mapping;
    this.hooks = new DeletionHooks(database, mapping);
  }

  /**
   * Merges deletions.
   *
   * @param gone with the winner where a record lost a merge: of these hooks are not asked, as the
   *     row follows the winner
   */
  AppliedPage merge(
      LeaseKeeper lease, ChangeWriter writer, long token, Map<RecordId, Optional<RecordId>> gone) {
    List<RecordId> inOrder = new GoneOrder(database.links(), mapping).childrenFirst(gone.keySet());
    DeletionHooks.Held held =
        hooks.held(
            inOrder.stream()
                .filter(id -> gone.getOrDefault(id, Optional.empty()).isEmpty())
                .toList());
    List<RecordId> allowed = inOrder.stream().filter(held::allows).toList();
    AppliedPage applied = pages(lease, writer, token, allowed, gone, mapping);
    if (!held.kept().isEmpty()) {
      ResolvedMapping keeping = mapping.onDelete(DeletePolicy.KEEP);
      try (ChangeWriter other = database.openChangeWriter(keeping)) {
        List<RecordId> kept = inOrder.stream().filter(held.kept()::contains).toList();
        applied = applied.plus(pages(lease, other, token, kept, gone, keeping));
      }
    }
    List<PlannedChange> parked = new ArrayList<>();
    held.parked().forEach((id, problem) -> parked.add(new PlannedChange.Park(id, problem)));
    for (int from = 0; from < parked.size(); from += ChangeWriter.MAX_MERGED) {
      lease.keep();
      int to = Math.min(parked.size(), from + ChangeWriter.MAX_MERGED);
      var page =
          new PulledPage(token, parked.subList(from, to), Map.of(), List.of(), Optional.empty());
      applied = applied.plus(writer.merge(lease.lease(), page, new RecordMerge(mapping)));
    }
    return applied;
  }

  private static AppliedPage pages(
      LeaseKeeper lease,
      ChangeWriter writer,
      long token,
      List<RecordId> ids,
      Map<RecordId, Optional<RecordId>> gone,
      ResolvedMapping mapping) {
    AppliedPage applied = AppliedPage.NONE;
    for (int from = 0; from < ids.size(); from += ChangeWriter.MAX_MERGED) {
      lease.keep();
      var some = new LinkedHashMap<RecordId, Optional<RecordId>>();
      ids.subList(from, Math.min(ids.size(), from + ChangeWriter.MAX_MERGED))
          .forEach(id -> some.put(id, gone.getOrDefault(id, Optional.empty())));
      var page = new PulledPage(token, List.of(), some, List.of(), Optional.empty());
      applied = applied.plus(writer.merge(lease.lease(), page, new RecordMerge(mapping)));
    }
    return applied;
  }
}
