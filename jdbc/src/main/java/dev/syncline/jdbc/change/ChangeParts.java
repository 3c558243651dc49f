package dev.syncline.jdbc.change;

import dev.syncline.engine.database.ChangeWriter;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.history.HistoryTable;
import dev.syncline.jdbc.lease.JdbcLeases;
import dev.syncline.jdbc.link.LinkTable;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.page.AfterPages;
import dev.syncline.jdbc.page.WritingSession;
import dev.syncline.jdbc.pull.JdbcWatermarks;
import dev.syncline.jdbc.pull.PullQueueTable;

/** Makes writers of pulled changes from the parts of a database. */
public final class ChangeParts {
  private final JdbcLeases leases;
  private final MappingTable mappings;
  private final JdbcWatermarks watermarks;
  private final AfterPages afterPages;
  private final LinkTable links;
  private final PullQueueTable queue;
  private final MergedRecords mergedRecords;

  public ChangeParts(
      Dialect dialect,
      JdbcLeases leases,
      MappingTable mappings,
      JdbcWatermarks watermarks,
      AfterPages afterPages) {
    this.leases = leases;
    this.mappings = mappings;
    this.watermarks = watermarks;
    this.afterPages = afterPages;
    this.links = new LinkTable(dialect);
    this.queue = new PullQueueTable(dialect);
    this.mergedRecords = new MergedRecords(mappings, queue, new HistoryTable(dialect));
  }

  /** A writer over the session, which it closes. */
  public ChangeWriter open(ResolvedMapping mapping, WritingSession session) {
    return new StagedChangeWriter(
        session,
        leases,
        watermarks,
        queue,
        gone(mapping),
        new ArrivedParents(mapping, mappings, links, afterPages));
  }

  private GoneRecords gone(ResolvedMapping mapping) {
    return new GoneRecords(mapping, afterPages, mergedRecords, queue);
  }
}
