package dev.syncline.engine.refresh;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.RefreshRun;
import dev.syncline.engine.database.RefreshStore.NewRun;
import dev.syncline.engine.lease.LeaseKeeper;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.ReadingMethod;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.org.RecordReading;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Mapping;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads all records of a mapping again and brings the rows up to them: the initial load and the
 * scheduled full read. A refresh that was cut off is taken up where it was; pages that were
 * committed are not read again.
 */
public final class Refresh {
  private final Org org;
  private final Database database;
  private final RefreshSettings settings;
  private final Pace pace;
  private final RefreshListener listener;
  private final StopSignal stop;

  public Refresh(
      Org org,
      Database database,
      RefreshSettings settings,
      Pace pace,
      RefreshListener listener,
      StopSignal stop) {
    this.org = org;
    this.database = database;
    this.settings = settings;
    this.pace = pace;
    this.listener = listener;
    this.stop = stop;
  }

  /**
   * Refreshes one mapping, to its end or to the stop signal.
   *
   * @param fresh whether a run that was cut off is given up instead of taken up
   * @throws ProblemException when it cannot go on; what was committed stays, and the next start
   *     takes the run up, or begins anew where the org gave the reading up
   * @throws InterruptedException if the thread is asked to stop
   */
  public RefreshReport run(ResolvedMapping mapping, boolean fresh) throws InterruptedException {
    Instant began = pace.clock().instant();
    database.bindOrg(mapping, org.identity());
    Lease lease = database.leases().acquire(job(mapping), settings.lease());
    try {
      var keeper = new LeaseKeeper(database.leases(), lease, settings.lease(), pace.clock());
      return runLeased(mapping, keeper, fresh, began);
    } finally {
      database.leases().release(lease);
    }
  }

  /**
   * Fills references whose parents arrived after the mapping's own refresh, as in a circle of
   * mappings.
   *
   * @return how many references still wait
   */
  public long resolveWaiting(ResolvedMapping mapping) throws InterruptedException {
    database.bindOrg(mapping, org.identity());
    Lease lease = database.leases().acquire(job(mapping), settings.lease());
    try {
      var keeper = new LeaseKeeper(database.leases(), lease, settings.lease(), pace.clock());
      return new WaitingReferences(database, mapping, settings.pageWorkers()).resolve(keeper);
    } finally {
      database.leases().release(lease);
    }
  }

  private static String job(ResolvedMapping mapping) {
    return "refresh/" + mapping.mapping().name();
  }

  private RefreshReport runLeased(
      ResolvedMapping mapping, LeaseKeeper lease, boolean fresh, Instant began)
      throws InterruptedException {
    boolean failedBefore = false;
    for (int start = 1; start <= settings.maxStarts(); start++) {
      RefreshRun run = takeUpOrStart(mapping, lease, fresh);
      RecordReading reading = org.resumeReading(query(mapping), run.handle());
      var load = new RefreshLoad(database, reading, settings, pace, listener, stop);
      try {
        RefreshLoad.Loaded loaded = load.run(mapping, run, lease);
        return finish(mapping, run, loaded, lease, reading, began);
      } catch (ProblemException e) {
        boolean gone = e.problem().code().equals(RefreshProblems.READING_GONE);
        if (!gone && !(e instanceof FailedReadingException)) {
          throw e;
        }
        database.refreshes().end(lease.lease(), run.id(), RefreshRun.State.ABANDONED);
        reading.release();
        boolean passing = e.errorClass() == ErrorClass.TRANSIENT && !failedBefore;
        if (!gone && (!passing || start == settings.maxStarts())) {
          throw new OrgException(e.problem(), e);
        }
        failedBefore = failedBefore || !gone;
      }
    }
    throw RefreshProblems.gone(mapping.mapping().name(), settings.maxStarts());
  }

  private RefreshRun takeUpOrStart(ResolvedMapping mapping, LeaseKeeper lease, boolean anew) {
    RecordQuery query = query(mapping);
    String fingerprint = fingerprint(mapping, query);
    Optional<RefreshRun> unfinished = database.refreshes().findUnfinished(mapping.mapping().name());
    if (unfinished.isPresent()) {
      RefreshRun run = unfinished.get();
      if (!anew && run.fingerprint().equals(fingerprint)) {
        return run;
      }
      database.refreshes().end(lease.lease(), run.id(), RefreshRun.State.ABANDONED);
      org.resumeReading(query, run.handle()).release();
    }
    long records = org.count(query);
    ReadingMethod method = ReadingChoice.choose(mapping, records, org.budget(), settings);
    long token = database.nextToken();
    RecordReading reading = org.startReading(query, method);
    return database
        .refreshes()
        .start(
            lease.lease(),
            mapping.mapping().name(),
            new NewRun(method, reading.handle(), fingerprint, token));
  }

  private RefreshReport finish(
      ResolvedMapping mapping,
      RefreshRun run,
      RefreshLoad.Loaded loaded,
      LeaseKeeper lease,
      RecordReading reading,
      Instant began)
      throws InterruptedException {
    var report =
        new RefreshReport(
            mapping.mapping().name(),
            false,
            run.method(),
            loaded.outcome(),
            run.outcome().records(),
            loaded.outcome().parked(),
            0,
            0,
            Duration.between(began, pace.clock().instant()));
    if (!loaded.whole()) {
      return report;
    }
    if (!loaded.agrees()) {
      throw new FailedReadingException(
          RefreshProblems.wrongTotal(
              mapping.mapping().name(), loaded.total().orElse(0), loaded.outcome().records()));
    }
    var deleted = new DeletedRecords(org, database, mapping).apply(lease, run.id());
    long waiting = new WaitingReferences(database, mapping, settings.pageWorkers()).resolve(lease);
    database.refreshes().end(lease.lease(), run.id(), RefreshRun.State.COMPLETED);
    while (database.addDeferredIndex(mapping)) {
      lease.keep();
    }
    reading.release();
    return new RefreshReport(
        report.mapping(),
        true,
        report.method(),
        loaded.outcome().plus(deleted.outcome()),
        report.resumed(),
        database.parkedCount(mapping.mapping().name()),
        waiting,
        deleted.unconfirmed(),
        Duration.between(began, pace.clock().instant()));
  }

  private static RecordQuery query(ResolvedMapping mapping) {
    Mapping said = mapping.mapping();
    return new RecordQuery(
        mapping.object().name(), mapping.readFields(), said.where(), said.recordTypes());
  }

  /** What a run must have in common with the mapping of today, or its pages do not fit. */
  private static String fingerprint(ResolvedMapping mapping, RecordQuery query) {
    var text = new StringBuilder(query.toString()).append('|').append(mapping.table().name());
    text.append('|').append(mapping.rowKey().name());
    mapping.bindings().forEach(b -> text.append('|').append(b.column()).append(b.kind()));
    return Fingerprint.of(text.toString());
  }
}
