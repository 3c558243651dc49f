package dev.syncline.jdbc.live;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.LiveCommit;
import dev.syncline.engine.database.LiveOutcome;
import dev.syncline.engine.database.LivePage;
import dev.syncline.engine.database.LiveWriter;
import dev.syncline.engine.database.PullQueue.Reason;
import dev.syncline.engine.database.SeenLink;
import dev.syncline.engine.database.StreamHole;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.lease.JdbcLeases;
import dev.syncline.jdbc.page.PageWatch;
import dev.syncline.jdbc.page.StagedPage;
import dev.syncline.jdbc.page.WriteRetries;
import dev.syncline.jdbc.pull.PullQueueTable;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.OwnWriting;
import dev.syncline.model.MappingName;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stages the events of all mappings and takes them in by one transaction. */
final class JdbcLiveWriter implements LiveWriter {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcLiveWriter.class);

  /** How often pages are tried as wholes. */
  private static final int WHOLE_PAGES = 3;

  private final Connection connection;
  private final ConnectionPool pool;
  private final JdbcLeases leases;
  private final LiveParts parts;
  private final Map<MappingName, LiveStore> stores = new HashMap<>();

  /** A writer over a connection that is its own. */
  JdbcLiveWriter(Connection connection, ConnectionPool pool, JdbcLeases leases, LiveParts parts) {
    this.connection = connection;
    this.pool = pool;
    this.leases = leases;
    this.parts = parts;
  }

  @Override
  public Map<RecordId, SeenLink> links(ResolvedMapping mapping, Collection<RecordId> records) {
    return pool.transact(connection, c -> store(mapping).links().read(c, records));
  }

  private LiveStore store(ResolvedMapping mapping) throws SQLException {
    LiveStore known = stores.get(mapping.mapping().name());
    if (known == null) {
      known = parts.store(connection, mapping);
      stores.put(mapping.mapping().name(), known);
    }
    return known;
  }

  /** A page on its stage. */
  private record Staged(LivePage page, LiveStore store, StagedPage rows) {
    MappingName mapping() {
      return page.mapping().mapping().name();
    }
  }

  @Override
  public LiveOutcome commit(Lease lease, LiveCommit commit) {
    Map<MappingName, Staged> staged =
        pool.transact(
            connection,
            c -> {
              leases.check(c, lease);
              return stage(commit.pages());
            });
    return parts
        .retries()
        .run(
            connection,
            attempt -> {
              try {
                return once(lease, commit, List.copyOf(staged.values()), attempt);
              } catch (SQLException | RuntimeException e) {
                WriteRetries.rollback(connection, e);
                throw e;
              } finally {
                staged.values().forEach(s -> s.store().watch().guard().notWritten());
              }
            });
  }

  private Map<MappingName, Staged> stage(List<LivePage> pages) throws SQLException {
    Map<MappingName, Staged> staged = new LinkedHashMap<>();
    for (LivePage page : pages) {
      LiveStore store = store(page.mapping());
      StagedPage rows =
          page.changes().isEmpty()
              ? StagedPage.EMPTY
              : store.page().stageLive(page.changes().iterator());
      var one = new Staged(page, store, rows);
      staged.put(one.mapping(), one);
    }
    return staged;
  }

  private LiveOutcome once(Lease lease, LiveCommit commit, List<Staged> staged, int attempt)
      throws SQLException {
    connection.setAutoCommit(false);
    Map<MappingName, AppliedPage> pages = new LinkedHashMap<>();
    Map<MappingName, Set<RecordId>> aside = new HashMap<>();
    for (Staged one : staged) {
      AppliedPage applied = queue(one, commit.token());
      if (attempt > WHOLE_PAGES) {
        applied = applied.plus(putOff(one, commit.token()));
      } else if (one.rows().rows() > 0) {
        applied = applied.plus(merge(one, commit.token(), attempt));
        List<RecordId> own = one.store().page().aside();
        if (!own.isEmpty()) {
          aside.put(one.mapping(), new LinkedHashSet<>(own));
        }
      }
      pages.put(one.mapping(), applied);
    }
    if (commit.progress().isPresent()) {
      parts.streams().progress(connection, commit.progress().get());
    }
    List<StreamHole> holes =
        commit.holes().isEmpty() || commit.progress().isEmpty()
            ? List.of()
            : parts.streams().open(connection, commit.progress().get().stream(), commit.holes());
    leases.hold(connection, lease);
    connection.commit();
    staged.forEach(s -> s.store().committed(pages.getOrDefault(s.mapping(), AppliedPage.NONE)));
    return new LiveOutcome(pages, aside, holes);
  }

  private AppliedPage merge(Staged one, long token, int attempt) throws SQLException {
    PageWatch watch = one.store().watch();
    return OwnWriting.marked(
        connection,
        pool.dialect(),
        one.mapping(),
        _ -> one.store().merge(connection, one.rows(), token, attempt, watch));
  }

  /** Sends records that must be read to the pull queue. */
  private AppliedPage queue(Staged one, long token) throws SQLException {
    Map<Reason, Set<RecordId>> byReason = new EnumMap<>(Reason.class);
    one.page()
        .again()
        .forEach((id, why) -> byReason.computeIfAbsent(why, _ -> new HashSet<>()).add(id));
    for (Map.Entry<Reason, Set<RecordId>> some : byReason.entrySet()) {
      add(one, some.getValue(), some.getKey(), token);
    }
    return new AppliedPage(PullOutcome.NONE, one.page().again().size(), 0);
  }

  /** Locks have kept the events from going in: their records are read. */
  private AppliedPage putOff(Staged one, long token) throws SQLException {
    Set<RecordId> records = new LinkedHashSet<>();
    one.page().changes().forEach(change -> records.add(change.write().id()));
    add(one, records, Reason.LOCKED, token);
    return new AppliedPage(PullOutcome.NONE, records.size(), 0);
  }

  private void add(Staged one, Set<RecordId> records, Reason reason, long token)
      throws SQLException {
    PullQueueTable queue = parts.queue();
    queue.add(connection, one.store().page().words().mappingId(), records, reason, token);
  }

  @Override
  public void close() {
    try (Connection closing = connection) {
      closing.rollback();
      closing.setAutoCommit(true);
      for (LiveStore store : stores.values()) {
        store.page().close();
      }
    } catch (SQLException e) {
      LOG.debug("a connection that took events in is given up: {}", e.toString());
    }
  }
}
