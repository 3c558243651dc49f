package dev.syncline.jdbc.live;

import dev.syncline.engine.database.LiveWriter;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.worker.Pace;
import dev.syncline.jdbc.change.ArrivedParents;
import dev.syncline.jdbc.lease.JdbcLeases;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.outbox.SetWords;
import dev.syncline.jdbc.page.PageStore;
import dev.syncline.jdbc.page.PageWatch;
import dev.syncline.jdbc.page.WriteRetries;
import dev.syncline.jdbc.pull.PullQueueTable;
import dev.syncline.jdbc.sql.ConnectionPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes writers of events from the parts of a database. */
public final class LiveParts {
  private final ConnectionPool pool;
  private final JdbcLeases leases;
  private final Stores stores;
  private final Around around;
  private final StreamTable streams;
  private final PullQueueTable queue;
  private final WriteRetries retries;

  /** How a dialect stages events. */
  public interface Stores {
    /** A store for events of a mapping beside those of others. */
    PageStore open(Connection connection, ResolvedMapping mapping) throws SQLException;

    /** An expression over a link {@code k} that tells whether anything of it has changed. */
    String version();
  }

  /**
   * What stands around writing.
   *
   * @param watch of a mapping
   * @param parents fills references that have waited
   */
  public record Around(
      SetWords words,
      MappingTable mappings,
      Function<ResolvedMapping, PageWatch> watch,
      Supplier<ArrivedParents> parents) {}

  public LiveParts(
      ConnectionPool pool, JdbcLeases leases, Stores stores, Around around, Pace pace) {
    this.pool = pool;
    this.leases = leases;
    this.stores = stores;
    this.around = around;
    this.streams = new StreamTable(pool.dialect(), around.mappings());
    this.queue = new PullQueueTable(pool.dialect());
    this.retries = new WriteRetries(pool, pace);
  }

  /** A writer over a connection of its own. */
  public LiveWriter open() {
    return new JdbcLiveWriter(pool.open(), pool, leases, this);
  }

  LiveStore store(Connection connection, ResolvedMapping mapping) throws SQLException {
    PageStore page = stores.open(connection, mapping);
    var links =
        new LinkReading(
            around.words(), page.words().mappingId(), mapping.bindings(), stores.version());
    return new LiveStore(page, links, around.watch().apply(mapping), around.parents().get());
  }

  StreamTable streams() {
    return streams;
  }

  PullQueueTable queue() {
    return queue;
  }

  WriteRetries retries() {
    return retries;
  }
}
