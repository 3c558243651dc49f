package dev.syncline.jdbc;

import dev.syncline.engine.database.ChangeWriter;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.LiveWriter;
import dev.syncline.engine.database.PageWriter;
import dev.syncline.engine.database.Runs;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.worker.Pace;
import dev.syncline.jdbc.change.ChangeParts;
import dev.syncline.jdbc.guard.JdbcGuards;
import dev.syncline.jdbc.guard.PullGuard;
import dev.syncline.jdbc.lease.JdbcLeases;
import dev.syncline.jdbc.live.LiveParts;
import dev.syncline.jdbc.page.AfterPages;
import dev.syncline.jdbc.page.PageWatch;
import dev.syncline.jdbc.page.StagedPageWriter;
import dev.syncline.jdbc.page.WritingSession;
import dev.syncline.jdbc.pull.JdbcWatermarks;
import dev.syncline.jdbc.refresh.JdbcRefreshStore;
import dev.syncline.jdbc.run.JdbcRuns;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.LockRetries;
import dev.syncline.jdbc.sql.OwnWriting;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import java.util.List;

/** What writes rows of the application: pages, and transactions under a lease. */
final class Writers {
  private final DatabaseParts parts;
  private final ConnectionPool pool;
  private final JdbcLeases leases;
  private final JdbcRefreshStore refreshes;
  private final JdbcRuns runs;
  private final JdbcGuards guards;
  private final ChangeParts changes;
  private final LiveParts live;
  private final Pace pace;

  Writers(
      DatabaseParts parts,
      JdbcLeases leases,
      JdbcRefreshStore refreshes,
      JdbcWatermarks watermarks,
      JdbcRuns runs,
      JdbcGuards guards,
      Pace pace) {
    this.parts = parts;
    this.pool = parts.pool();
    this.leases = leases;
    this.refreshes = refreshes;
    this.runs = runs;
    this.guards = guards;
    this.pace = pace;
    this.changes =
        new ChangeParts(
            pool.dialect(), leases, parts.mappings(), watermarks, parts.afterPages(), pace.clock());
    this.live =
        new LiveParts(
            pool,
            leases,
            parts.live(),
            new LiveParts.Around(
                parts.sets(),
                parts.mappings(),
                mapping -> watch(mapping, Runs.Kind.PULL),
                changes::arrivedParents),
            pace);
  }

  PageWriter openPageWriter(ResolvedMapping mapping) {
    boolean pushes = mapping.mapping().direction().pushes();
    return new StagedPageWriter(session(mapping, Runs.Kind.REFRESH), leases, refreshes, pushes);
  }

  ChangeWriter openChangeWriter(ResolvedMapping mapping) {
    return changes.open(mapping, session(mapping, Runs.Kind.PULL));
  }

  LiveWriter openLiveWriter() {
    return live.open();
  }

  private WritingSession session(ResolvedMapping mapping, Runs.Kind kind) {
    return new WritingSession(
        pool,
        mapping.mapping().name(),
        parts.sessions().of(mapping, kind == Runs.Kind.REFRESH),
        leases,
        pace,
        watch(mapping, kind));
  }

  private PageWatch watch(ResolvedMapping mapping, Runs.Kind kind) {
    return new PageWatch(runs.open(mapping, kind), new PullGuard(guards, mapping));
  }

  PullOutcome applyDeletes(ResolvedMapping mapping, Lease lease, List<RecordId> records) {
    PageWatch watch = watch(mapping, Runs.Kind.REFRESH);
    try {
      PullOutcome outcome =
          fenced(
              mapping,
              lease,
              c -> {
                watch.guard().notWritten();
                return changes.remove(c, mapping, parts.words().of(c, mapping), records, watch);
              });
      watch.written(outcome);
      return outcome;
    } finally {
      watch.guard().notWritten();
    }
  }

  void resolveReferences(ResolvedMapping mapping, Lease lease, AfterPages.Portion portion) {
    fenced(
        mapping,
        lease,
        c -> {
          parts.afterPages().resolveReferences(c, mapping, portion);
          return true;
        });
  }

  private <T> T fenced(ResolvedMapping mapping, Lease lease, ConnectionPool.Work<T> work) {
    ConnectionPool.Work<T> marked =
        connection ->
            OwnWriting.marked(
                connection,
                pool.dialect(),
                mapping.mapping().name(),
                c -> {
                  T result = work.run(c);
                  leases.hold(c, lease);
                  return result;
                });
    return new LockRetries(pace).run(() -> pool.transact(marked));
  }
}
