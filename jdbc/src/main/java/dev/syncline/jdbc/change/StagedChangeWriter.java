package dev.syncline.jdbc.change;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.ChangeWriter;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.MergeCase;
import dev.syncline.engine.database.MergeRule;
import dev.syncline.engine.database.PullQueue.Reason;
import dev.syncline.engine.database.PulledPage;
import dev.syncline.jdbc.lease.JdbcLeases;
import dev.syncline.jdbc.page.LastRun;
import dev.syncline.jdbc.page.MergedPage;
import dev.syncline.jdbc.page.PageOrder;
import dev.syncline.jdbc.page.PageSession;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.page.StagedPage;
import dev.syncline.jdbc.page.WritingSession;
import dev.syncline.jdbc.pull.JdbcWatermarks;
import dev.syncline.jdbc.pull.PullQueueTable;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Stages pages of pulled changes and applies them, as sets or record by record. */
final class StagedChangeWriter implements ChangeWriter {
  /** How often a page is tried as a whole. */
  private static final int WHOLE_PAGES = 3;

  private final WritingSession session;
  private final JdbcLeases leases;
  private final JdbcWatermarks watermarks;
  private final PullQueueTable queue;
  private final GoneRecords gone;
  private final RecordMerger merger;
  private final ArrivedParents arrivedParents;

  /** A writer over a session that is its own. */
  StagedChangeWriter(
      WritingSession session,
      JdbcLeases leases,
      JdbcWatermarks watermarks,
      PullQueueTable queue,
      GoneRecords gone,
      RecordMerger merger,
      ArrivedParents arrivedParents) {
    this.session = session;
    this.leases = leases;
    this.watermarks = watermarks;
    this.queue = queue;
    this.gone = gone;
    this.merger = merger;
    this.arrivedParents = arrivedParents;
  }

  @Override
  public AppliedPage apply(Lease lease, PulledPage page) {
    requireBounded(page, PulledPage.MAX_CHANGES);
    return session.write(
        lease,
        page.changes().iterator(),
        staged ->
            (current, attempt) ->
                attempt > WHOLE_PAGES
                    ? putOff(current, lease, page)
                    : apply(current, lease, page, staged, attempt));
  }

  @Override
  public AppliedPage merge(Lease lease, PulledPage page, MergeRule rule) {
    requireBounded(page, MAX_MERGED);
    return session.write(
        lease,
        page.changes().iterator(),
        staged -> (current, _) -> merge(current, lease, page, staged, rule));
  }

  @Override
  public void close() {
    session.close();
  }

  private static void requireBounded(PulledPage page, int max) {
    int records = page.changes().size() + page.gone().size();
    if (page.changes().size() > max || page.gone().size() > max) {
      throw new IllegalArgumentException(records + " records in a page, at most " + max);
    }
  }

  private AppliedPage apply(
      PageSession current, Lease lease, PulledPage page, StagedPage staged, int attempt)
      throws SQLException {
    Connection connection = current.connection();
    RowWords words = current.store().words();
    var order =
        new PageOrder(LastRun.of(connection, words), false, page.token(), true, session.watch());
    MergedPage merged = current.store().merge(staged, order, attempt);
    AppliedPage applied =
        new AppliedPage(merged.outcome(), merged.deferred(), 0)
            .plus(gone.apply(connection, words, page.gone(), page.token(), session.watch()));
    queue.remove(connection, words.mappingId(), page.unseen(), page.token());
    arrivedParents.resolve(connection, words);
    if (page.watermark().isPresent()) {
      watermarks.move(connection, words.mappingId(), page.watermark().get());
    }
    leases.hold(connection, lease);
    connection.commit();
    session.watch().written(applied.outcome());
    arrivedParents.note(words, applied);
    return applied;
  }

  /** Locks have kept the page from going in as a whole: its records are merged one by one. */
  private AppliedPage putOff(PageSession current, Lease lease, PulledPage page)
      throws SQLException {
    Connection connection = current.connection();
    RowWords words = current.store().words();
    Set<RecordId> records = new LinkedHashSet<>(page.gone().keySet());
    page.changes().forEach(change -> records.add(new MergeCase.Inbound.Here(change).id()));
    queue.add(connection, words.mappingId(), records, Reason.LOCKED, page.token());
    queue.remove(connection, words.mappingId(), page.unseen(), page.token());
    if (page.watermark().isPresent()) {
      watermarks.move(connection, words.mappingId(), page.watermark().get());
    }
    leases.hold(connection, lease);
    connection.commit();
    return new AppliedPage(PullOutcome.NONE, records.size(), 0);
  }

  private AppliedPage merge(
      PageSession current, Lease lease, PulledPage page, StagedPage staged, MergeRule rule)
      throws SQLException {
    Connection connection = current.connection();
    RowWords words = current.store().words();
    var order =
        new PageOrder(LastRun.of(connection, words), false, page.token(), true, session.watch());
    AppliedPage applied = merger.merge(current, staged, page, order, rule);
    arrivedParents.resolve(connection, words);
    if (page.watermark().isPresent()) {
      watermarks.move(connection, words.mappingId(), page.watermark().get());
    }
    leases.hold(connection, lease);
    connection.commit();
    session.watch().written(applied.outcome());
    arrivedParents.note(words, applied);
    return applied;
  }
}
