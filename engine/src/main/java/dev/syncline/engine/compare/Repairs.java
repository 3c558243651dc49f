package dev.syncline.engine.compare;

import dev.syncline.engine.database.ChangeWriter;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.database.PulledPage;
import dev.syncline.engine.lease.LeaseKeeper;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.merge.RecordMerge;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Queues repairs as differences are found. Those that delete wait until all are known, and are left
 * undone if there are more than is allowed: then a person is to look first.
 */
final class Repairs {
  /** Repairs of a kind that are queued together. */
  private static final int PORTION = 1_000;

  private final Comparing with;
  private final ResolvedMapping mapping;
  private final long deletesAtMost;
  private final List<RecordId> pulls = new ArrayList<>();
  private final List<RowKey> pushes = new ArrayList<>();
  private final List<RecordId> removals = new ArrayList<>();
  private final List<Repair> deletions = new ArrayList<>();
  private long queued;
  private long held;
  private long asked;

  /**
   * @param deletesAtMost how many rows and records may be deleted
   */
  Repairs(Comparing with, ResolvedMapping mapping, long deletesAtMost) {
    this.with = with;
    this.mapping = mapping;
    this.deletesAtMost = deletesAtMost;
  }

  private Database database() {
    return with.database();
  }

  private MappingName name() {
    return mapping.mapping().name();
  }

  void add(Repair repair) {
    if (!repair.deletes()) {
      take(repair);
    } else if (deletions.size() < deletesAtMost && held == 0) {
      deletions.add(repair);
    } else {
      held += deletions.size() + 1L;
      deletions.clear();
    }
  }

  private void take(Repair repair) {
    switch (repair) {
      case Repair.Pull(RecordId record) -> pull(record);
      case Repair.Push(RowKey row, var _) -> push(row);
      case Repair.Agree agree -> agree(agree);
      case Repair.Relink(RecordId record, Optional<RowKey> row) -> {
        database().links().remove(mapping, record);
        if (mapping.mapping().direction().pulls()) {
          pull(record);
        }
        row.ifPresent(this::push);
        queued += mapping.mapping().direction().pulls() && row.isPresent() ? -1 : 0;
      }
      case Repair.Remove(RecordId record, var _) -> removals.add(record);
      case Repair.Ask _ -> asked++;
    }
  }

  private void agree(Repair.Agree agree) {
    boolean done =
        agree.base().isEmpty()
            || database().comparisons().agree(mapping, agree.link(), agree.base());
    if (!done) {
      return; // it has changed just now: that change carries it, or the next compare finds it
    }
    agree.pull().ifPresent(this::pull);
    agree.push().ifPresent(this::push);
    queued += agree.pull().isPresent() && agree.push().isPresent() ? -1 : 0;
  }

  private void pull(RecordId record) {
    queued++;
    pulls.add(record);
    if (pulls.size() == PORTION) {
      queuePulls();
    }
  }

  private void push(RowKey row) {
    queued++;
    pushes.add(row);
    if (pushes.size() == PORTION) {
      queuePushes();
    }
  }

  private void queuePulls() {
    if (!pulls.isEmpty()) {
      database().pullQueue().add(name(), pulls, PullQueue.Reason.ASKED);
      pulls.clear();
    }
  }

  private void queuePushes() {
    if (!pushes.isEmpty()) {
      database().outbox().add(mapping, pushes);
      pushes.clear();
    }
  }

  /** Queues what is left, and treats the rows of records that are gone. */
  CompareReport.Repairs end() {
    deletions.forEach(this::take);
    queuePulls();
    queuePushes();
    if (!removals.isEmpty()) {
      remove();
    }
    return new CompareReport.Repairs(queued, held, asked);
  }

  /** As a poll that hears of the deletions now, under the same lease. */
  private void remove() {
    var settings = with.settings();
    Lease lease = database().leases().acquire("pull/" + name(), settings.lease());
    try (ChangeWriter writer = database().openChangeWriter(mapping)) {
      var keeper =
          new LeaseKeeper(database().leases(), lease, settings.lease(), with.pace().clock());
      var rule = new RecordMerge(mapping);
      for (int from = 0; from < removals.size(); from += ChangeWriter.MAX_MERGED) {
        keeper.keep();
        int to = Math.min(removals.size(), from + ChangeWriter.MAX_MERGED);
        Map<RecordId, Optional<RecordId>> gone = new HashMap<>();
        removals.subList(from, to).forEach(record -> gone.put(record, Optional.empty()));
        var page =
            new PulledPage(database().nextToken(), List.of(), gone, List.of(), Optional.empty());
        writer.merge(lease, page, rule);
        queued += gone.size();
      }
    } finally {
      database().leases().release(lease);
    }
  }
}
