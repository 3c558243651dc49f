package dev.syncline.jdbc.change;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.PullQueue.Reason;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.page.AfterPages;
import dev.syncline.jdbc.page.PageOrder;
import dev.syncline.jdbc.page.PageWatch;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.pull.PullQueueTable;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Treats the rows of deleted records by the mapping's policy. Rows that are locked, or have a
 * change of their own, are left: their records go to the pull queue.
 */
final class GoneRecords {
  private final ResolvedMapping mapping;
  private final AfterPages afterPages;
  private final MergedRecords mergedRecords;
  private final PullQueueTable queue;

  GoneRecords(
      ResolvedMapping mapping,
      AfterPages afterPages,
      MergedRecords mergedRecords,
      PullQueueTable queue) {
    this.mapping = mapping;
    this.afterPages = afterPages;
    this.mergedRecords = mergedRecords;
    this.queue = queue;
  }

  /**
   * Applies deletions within the caller's transaction.
   *
   * @param gone with the winner where a record lost a merge
   * @param token from before the deletions were read
   */
  AppliedPage apply(
      Connection connection,
      RowWords words,
      Map<RecordId, Optional<RecordId>> gone,
      long token,
      PageWatch watch)
      throws SQLException {
    if (gone.isEmpty()) {
      return AppliedPage.NONE;
    }
    var access = new RowAccess(connection, words);
    Map<RecordId, RowAccess.Link> links = access.links(gone.keySet());
    Map<RecordId, Reason> deferred = deferred(access, links, token);
    List<RecordId> deleted = new ArrayList<>();
    List<RecordId> known = new ArrayList<>();
    AppliedPage applied = AppliedPage.NONE;
    for (Map.Entry<RecordId, Optional<RecordId>> one : gone.entrySet()) {
      RecordId record = one.getKey();
      RowAccess.Link link = links.get(record);
      if (deferred.containsKey(record)) {
        continue;
      }
      if (link == null || link.readToken() > token) {
        applied = applied.plus(new AppliedPage(new PullOutcome(0, 0, 1, 0, 0), 0, 0));
        known.add(record);
        continue;
      }
      MergedRecords.Followed followed =
          one.getValue().isEmpty()
              ? MergedRecords.Followed.LEFT
              : mergedRecords.follow(
                  connection,
                  words,
                  new MergedRecords.Loser(record, one.getValue().get(), link.row()),
                  token);
      switch (followed) {
        case MOVED -> {
          applied = applied.plus(new AppliedPage(new PullOutcome(0, 1, 0, 0, 0), 0, 0));
          known.add(record);
        }
        case LEFT -> {
          deleted.add(record);
          known.add(record);
        }
        case LOCKED -> deferred.put(record, Reason.LOCKED);
      }
    }
    if (!deleted.isEmpty()) {
      watch.guard().admitDeletions(deleted.size());
      PullOutcome outcome = afterPages.applyDeletes(connection, mapping, deleted, watch.run());
      applied = applied.plus(new AppliedPage(outcome, 0, 0));
    }
    access.bury(known, token);
    queue.remove(connection, words.mappingId(), known, token);
    for (Map.Entry<RecordId, Reason> one : deferred.entrySet()) {
      queue.defer(connection, words.mappingId(), one.getKey(), one.getValue(), token);
    }
    return applied.plus(new AppliedPage(PullOutcome.NONE, deferred.size(), 0));
  }

  /**
   * A deleted record.
   *
   * @param winner where it lost a merge
   * @param row its linked row
   */
  record Gone(RecordId record, Optional<RecordId> winner, Optional<String> row) {}

  /** Removes one record whose row is locked and may go with its changes. */
  AppliedPage remove(Connection connection, RowWords words, Gone one, PageOrder order)
      throws SQLException {
    MergedRecords.Followed followed =
        one.winner().isEmpty() || one.row().isEmpty()
            ? MergedRecords.Followed.LEFT
            : mergedRecords.follow(
                connection,
                words,
                new MergedRecords.Loser(one.record(), one.winner().get(), one.row().get()),
                order.token());
    if (followed == MergedRecords.Followed.LOCKED) {
      queue.defer(connection, words.mappingId(), one.record(), Reason.LOCKED, order.token());
      return new AppliedPage(PullOutcome.NONE, 1, 0);
    }
    PullOutcome outcome =
        followed == MergedRecords.Followed.MOVED
            ? new PullOutcome(0, 1, 0, 0, 0)
            : afterPages.applyDeletes(
                connection, mapping, List.of(one.record()), order.watch().run());
    new RowAccess(connection, words).bury(List.of(one.record()), order.token());
    queue.remove(connection, words.mappingId(), List.of(one.record()), order.token());
    return new AppliedPage(outcome, 0, 0);
  }

  /** The records whose rows must not be touched now. The locks come before the entries are read. */
  private static Map<RecordId, Reason> deferred(
      RowAccess access, Map<RecordId, RowAccess.Link> links, long token) throws SQLException {
    List<String> keys = links.values().stream().map(RowAccess.Link::row).toList();
    Set<String> locked = access.lock(keys);
    Set<String> there = locked.size() == keys.size() ? locked : access.existing(keys);
    Set<String> pending = access.pending(keys);
    Map<RecordId, RowAccess.Link> now = access.links(links.keySet());
    Map<RecordId, Reason> deferred = new HashMap<>();
    links.forEach(
        (record, link) -> {
          if (pending.contains(link.row())) {
            deferred.put(record, Reason.PENDING_CHANGE);
          } else if (there.contains(link.row()) && !locked.contains(link.row())) {
            deferred.put(record, Reason.LOCKED);
          } else if (link.writtenToken() > token || !link.equals(now.get(record))) {
            deferred.put(record, Reason.STALE_READ);
          }
        });
    return deferred;
  }
}
