package dev.syncline.engine.refresh;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.inbound.DeletionHooks;
import dev.syncline.engine.lease.LeaseKeeper;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.merge.OutsideMerge;
import dev.syncline.engine.org.Org;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the linked records that a refresh no longer met, and treats the rows of those that the org
 * says are deleted. A record that is merely hidden or out of scope is not deleted.
 */
final class DeletedRecords {
  /**
   * What became of the records that were not met.
   *
   * @param unconfirmed not in the recycle bin either, so left alone
   */
  record Result(PullOutcome outcome, long unconfirmed) {}

  private final Org org;
  private final Database database;
  private final ResolvedMapping mapping;
  private final DeletionHooks hooks;

  DeletedRecords(Org org, Database database, ResolvedMapping mapping) {
    this.org = org;
    this.database = database;
    this.mapping = mapping;
    this.hooks = new DeletionHooks(database, mapping);
  }

  /** Those that are neither met nor deleted may have left the scope: that is found out singly. */
  private void readAgain(List<RecordId> records) {
    if (!records.isEmpty() && OutsideMerge.treatsLeavers(mapping)) {
      database.pullQueue().add(mapping.mapping().name(), records, PullQueue.Reason.ASKED);
    }
  }

  /** Rows that hooks keep are treated as those of a mapping that keeps them. */
  private PullOutcome applied(LeaseKeeper lease, List<RecordId> deleted) {
    DeletionHooks.Held held = hooks.held(deleted);
    List<RecordId> kept = deleted.stream().filter(held.kept()::contains).toList();
    List<RecordId> rest = deleted.stream().filter(held::allows).toList();
    PullOutcome outcome = PullOutcome.NONE;
    if (!kept.isEmpty()) {
      ResolvedMapping keeping = mapping.onDelete(DeletePolicy.KEEP);
      outcome = database.applyDeletes(keeping, lease.lease(), kept);
    }
    if (!held.parked().isEmpty()) {
      // The queue reads them, asks once more, and parks them.
      database
          .pullQueue()
          .add(mapping.mapping().name(), held.parked().keySet(), PullQueue.Reason.DELETED);
    }
    return rest.isEmpty()
        ? outcome
        : outcome.plus(database.applyDeletes(mapping, lease.lease(), rest));
  }

  Result apply(LeaseKeeper lease, long run) {
    PullOutcome outcome = PullOutcome.NONE;
    long unconfirmed = 0;
    Optional<RecordId> after = Optional.empty();
    while (true) {
      lease.keep();
      List<RecordId> unseen = database.unseen(mapping, run, after, Org.MAX_IDS_PER_CALL);
      if (unseen.isEmpty()) {
        return new Result(outcome, unconfirmed);
      }
      Set<RecordId> deleted = org.deletedAmong(mapping.object().name(), unseen);
      List<RecordId> confirmed = unseen.stream().filter(deleted::contains).toList();
      if (!confirmed.isEmpty()) {
        outcome = outcome.plus(applied(lease, confirmed));
      }
      unconfirmed += unseen.size() - confirmed.size();
      readAgain(unseen.stream().filter(id -> !deleted.contains(id)).toList());
      after = Optional.of(unseen.getLast());
    }
  }
}
