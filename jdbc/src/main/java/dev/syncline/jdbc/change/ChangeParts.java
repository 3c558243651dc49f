package dev.syncline.jdbc.change;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.ChangeWriter;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.history.HistoryTable;
import dev.syncline.jdbc.lease.JdbcLeases;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.link.ParkedTable;
import dev.syncline.jdbc.page.AfterPages;
import dev.syncline.jdbc.page.PageWatch;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.page.WritingSession;
import dev.syncline.jdbc.pull.JdbcWatermarks;
import dev.syncline.jdbc.pull.PullQueueTable;
import dev.syncline.jdbc.sql.Tokens;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes writers of pulled changes from the parts of a database. */
public final class ChangeParts {
  private final JdbcLeases leases;
  private final JdbcWatermarks watermarks;
  private final AfterPages afterPages;
  private final PullQueueTable queue;
  private final ParkedTable parked;
  private final HistoryTable history;
  private final MergedRecords mergedRecords;
  private final Tokens tokens;
  private final Arrivals arrivals;

  public ChangeParts(
      Dialect dialect,
      JdbcLeases leases,
      MappingTable mappings,
      JdbcWatermarks watermarks,
      AfterPages afterPages,
      InstantSource clock) {
    this.leases = leases;
    this.watermarks = watermarks;
    this.afterPages = afterPages;
    this.queue = new PullQueueTable(dialect);
    this.tokens = new Tokens(dialect);
    this.arrivals = new Arrivals(clock);
    this.parked = new ParkedTable(dialect);
    this.history = new HistoryTable(dialect);
    this.mergedRecords = new MergedRecords(mappings, queue, history);
  }

  /** A writer over the session, which it closes. */
  public ChangeWriter open(ResolvedMapping mapping, WritingSession session) {
    GoneRecords gone = gone(mapping);
    return new StagedChangeWriter(
        session,
        leases,
        watermarks,
        queue,
        gone,
        new RecordMerger(gone, queue, parked, history),
        arrivedParents());
  }

  /** What fills references that waited for parents which pages have brought. */
  public ArrivedParents arrivedParents() {
    return new ArrivedParents(parked, arrivals);
  }

  /**
   * Treats the rows of deleted records within the caller's transaction; records whose rows have a
   * change of their own or are locked go to the pull queue, and count as unchanged.
   */
  public PullOutcome remove(
      Connection connection,
      ResolvedMapping mapping,
      RowWords words,
      List<RecordId> records,
      PageWatch watch)
      throws SQLException {
    Map<RecordId, Optional<RecordId>> gone = new LinkedHashMap<>();
    records.forEach(record -> gone.put(record, Optional.empty()));
    AppliedPage applied =
        gone(mapping).apply(connection, words, gone, tokens.next(connection), watch);
    return applied.outcome().plus(new PullOutcome(0, 0, applied.deferred(), 0, 0));
  }

  private GoneRecords gone(ResolvedMapping mapping) {
    return new GoneRecords(mapping, afterPages, mergedRecords, queue);
  }
}
