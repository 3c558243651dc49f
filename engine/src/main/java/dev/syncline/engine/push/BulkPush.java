package dev.syncline.engine.push;

import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Outbox;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.database.WriteJob;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.BulkOperation;
import dev.syncline.engine.org.BulkWriting;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.PushOutcome;
import dev.syncline.model.RecordResult;
import dev.syncline.model.RowKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pushes many rows of one mapping by a bulk job. The job is remembered before it is made and its
 * rows keep what was sent, so that whoever comes after a crash adopts it and never repeats it.
 */
public final class BulkPush {
  private static final Duration FIRST_LOOK = Duration.ofMillis(200);

  /** The next look is due when a job has taken so many parts of its time again. */
  private static final int LOOKS_APART = 4;

  /** While jobs are under way, so many ready rows are worth another. */
  private static final long STILL_MANY = 4_000;

  private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

  private final Org org;
  private final Database database;
  private final ResolvedMapping mapping;
  private final PushSettings settings;
  private final Pace pace;
  private final StopSignal stop;
  private final BulkSelection selection;
  private final Answers answers;
  private final PushHooks hooks;

  /**
   * @param pushed the names of the mappings of the same org and database that make records of rows
   */
  public BulkPush(
      Org org,
      Database database,
      ResolvedMapping mapping,
      Set<MappingName> pushed,
      PushSettings settings,
      Pace pace,
      StopSignal stop) {
    this.org = org;
    this.database = database;
    this.mapping = mapping;
    this.settings = settings;
    this.pace = pace;
    this.stop = stop;
    this.hooks = new PushHooks(mapping, settings, pace.random());
    this.selection = new BulkSelection(org, database, mapping, pushed, settings, hooks, stop);
    this.answers =
        new Answers(
            database.pullQueue(), mapping, new PushSettling(mapping, settings, pace.random()));
  }

  /**
   * Looks after a job that another process left behind, if there is one.
   *
   * @return what its rows came to
   */
  public PushOutcome adopt() throws InterruptedException {
    Claim by = database.outbox().newClaim();
    Optional<WriteJob> job =
        database.writeJobs().adopt(mapping.mapping().name(), by, settings.hold());
    return job.isPresent() ? finish(job.get()) : PushOutcome.NONE;
  }

  /** What a caller lets go by jobs, and is told of them. */
  public interface Allowance {
    /**
     * Whether another job may be made.
     *
     * @param underWay how many rows are in jobs already that are not {@link #carried} yet
     */
    boolean allows(int underWay);

    /** Takes note of what rows came to. */
    void carried(PushOutcome outcome);
  }

  /** A job whose rows are claimed and noted. */
  private record Prepared(WriteJob job, List<PushPlan.Send> sends) {}

  /** A job that the org has. */
  private record UnderWay(Prepared prepared, BulkWriting writing) {}

  /**
   * Pushes ready rows by jobs, as long as there are enough of them: each of the kind of write that
   * most of the rows claimed for it are of. While the org works on one job, the next is prepared
   * and the results of the one before are settled: the org never has two.
   */
  public void jobs(Allowance allowance) throws InterruptedException {
    var settling = new Settling(settings.inFlight() > 1, allowance);
    try {
      jobs(allowance, settling);
    } catch (RuntimeException e) {
      settling.awaitAfter(e);
      throw e;
    }
    settling.await();
  }

  private void jobs(Allowance allowance, Settling settling) throws InterruptedException {
    Optional<Prepared> first =
        allowance.allows(0) ? prepare(allowance, settings.bulkFrom()) : Optional.empty();
    Optional<UnderWay> current = first.isPresent() ? begin(first.get()) : Optional.empty();
    while (current.isPresent()) {
      UnderWay now = current.get();
      current = exchange(now, another(now, allowance, settling), settling);
    }
  }

  /** Prepares the next job; if that fails, the one under way is brought to its end all the same. */
  private Optional<Prepared> another(UnderWay now, Allowance allowance, Settling settling)
      throws InterruptedException {
    try {
      int rows = now.prepared().sends().size();
      return isWorthAnother(now) && allowance.allows(rows + settling.rows())
          ? prepare(allowance, Math.min(settings.bulkFrom(), STILL_MANY))
          : Optional.empty();
    } catch (RuntimeException e) {
      try {
        exchange(now, Optional.empty(), settling);
      } catch (RuntimeException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  /** Where most rows go by calls, for they are contested or of several kinds, jobs are no help. */
  private boolean isWorthAnother(UnderWay last) {
    return 2 * last.prepared().sends().size() >= settings.bulkRows();
  }

  /**
   * Waits for the end of one job, lets the org begin with the next, and begins to settle the first.
   */
  private Optional<UnderWay> exchange(UnderWay now, Optional<Prepared> next, Settling settling)
      throws InterruptedException {
    boolean ended;
    try {
      ended = awaitEnd(now.prepared().job(), now.writing());
      settling.await();
    } catch (RuntimeException e) {
      next.ifPresent(prepared -> giveBack(() -> giveUp(prepared.job()), e));
      throw e;
    }
    if (!ended) {
      next.ifPresent(prepared -> giveUp(prepared.job()));
      return Optional.empty();
    }
    try {
      return next.isPresent() ? begin(next.get()) : Optional.empty();
    } finally {
      settling.begin(now.prepared().sends().size(), () -> results(now.prepared(), now.writing()));
    }
  }

  /** Rows that are not given back by this come back when their claim's time is over. */
  private static void giveBack(Runnable work, RuntimeException cause) {
    try {
      work.run();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  /** Claims, plans and notes the rows of one job, if so many are ready. */
  private Optional<Prepared> prepare(Allowance allowance, long from) {
    if (stop.isRequested() || database.outbox().ready(mapping.mapping().name(), from) < from) {
      return Optional.empty();
    }
    Claim claim = database.outbox().newClaim();
    try {
      var pass = new PushPass();
      Optional<BulkSelection.OfOneKind> selected = selection.select(claim, pass);
      allowance.carried(pass.outcome());
      return selected.map(of -> prepared(claim, of));
    } catch (RuntimeException e) {
      giveBack(() -> database.outbox().release(claim), e);
      throw e;
    }
  }

  private Prepared prepared(Claim claim, BulkSelection.OfOneKind selected) {
    BulkSelection.Kind kind = selected.kind();
    Instant since = org.changes().now();
    MappingName name = mapping.mapping().name();
    WriteJob job = database.writeJobs().start(name, claim, kind.operation(), kind.keyField());
    try {
      intend(job, selected.sends(), since);
    } catch (RuntimeException e) {
      giveBack(() -> giveUp(job), e);
      throw e;
    }
    return new Prepared(job, selected.sends());
  }

  private void intend(WriteJob job, List<PushPlan.Send> sends, Instant since) {
    for (int from = 0; from < sends.size(); from += Outbox.MAX_CLAIM) {
      int to = Math.min(sends.size(), from + Outbox.MAX_CLAIM);
      List<ClaimedRow.Intent> intents =
          sends.subList(from, to).stream()
              .map(s -> new ClaimedRow.Intent(s.write(), since, Optional.of(job.id())))
              .toList();
      database.outbox().intend(mapping.mapping().name(), job.claim(), intents);
    }
  }

  private Optional<UnderWay> begin(Prepared prepared) {
    WriteJob job = prepared.job();
    BulkWriting writing = org.writer().startBulk(operation(job));
    database.writeJobs().noteHandle(job, writing.handle());
    writing.upload(prepared.sends().stream().map(PushPlan.Send::write).toList());
    database.writeJobs().noteUploaded(job);
    return Optional.of(new UnderWay(prepared, writing));
  }

  private BulkOperation operation(WriteJob job) {
    return new BulkOperation(mapping.object(), job.kind(), job.keyField());
  }

  private PushOutcome finish(WriteJob job) throws InterruptedException {
    if (job.handle().isEmpty()) {
      return giveUp(job);
    }
    BulkWriting writing = org.writer().resumeBulk(operation(job), job.handle().get());
    if (writing.state() instanceof BulkWriting.State.Open) {
      // Nothing of it has been done, and whether its data is whole nobody knows.
      writing.abort();
      return giveUp(job);
    }
    return finish(job, writing);
  }

  /** Of a job that surely did nothing: its rows are ready again, with nothing to look up. */
  private PushOutcome giveUp(WriteJob job) {
    var pass = new PushPass();
    for (ClaimedRow row : database.writeJobs().rows(mapping, job)) {
      pass.add(
          new Settlement.Retry(
              row.key(), row.change().version(), notDone(job), Duration.ZERO, false, false));
    }
    pass.settle(database.outbox(), mapping, job.claim());
    database.writeJobs().end(job);
    return pass.outcome();
  }

  private static Problem notDone(WriteJob job) {
    return new Problem(
        "BULK-NOT-BEGUN",
        ErrorClass.TRANSIENT,
        "Bulk job " + job.handle().orElse("without an id") + " was not begun",
        "Nothing: its rows are sent again");
  }

  private PushOutcome finish(WriteJob job, BulkWriting writing) throws InterruptedException {
    return awaitEnd(job, writing) ? results(remembered(job), writing) : PushOutcome.NONE;
  }

  /** Whether results are there; false for a job that is left to others, or that is gone. */
  private boolean awaitEnd(WriteJob job, BulkWriting writing) throws InterruptedException {
    Instant began = pace.clock().instant();
    while (true) {
      switch (writing.state()) {
        case BulkWriting.State.Open _, BulkWriting.State.Working _ -> {
          if (stop.isRequested()) {
            return false;
          }
          database.outbox().renew(job.claim(), settings.hold());
          pace.waiter().await(untilNextLook(Duration.between(began, pace.clock().instant())));
        }
        case BulkWriting.State.Complete _, BulkWriting.State.Failed _ -> {
          return true;
        }
        case BulkWriting.State.Gone _ -> {
          // What became of its rows nobody says: creates are looked up, all else is repeated.
          database.writeJobs().end(job);
          return false;
        }
      }
    }
  }

  /** A job is looked at the less often the longer it takes. */
  private static Duration untilNextLook(Duration waited) {
    Duration pause = waited.dividedBy(LOOKS_APART);
    if (pause.compareTo(FIRST_LOOK) < 0) {
      return FIRST_LOOK;
    }
    return pause.compareTo(LONGEST_LOOK) < 0 ? pause : LONGEST_LOOK;
  }

  /** The rows of a job as they were noted before it was sent. */
  private Prepared remembered(WriteJob job) {
    var sends = new ArrayList<PushPlan.Send>();
    for (ClaimedRow row : database.writeJobs().rows(mapping, job)) {
      row.intended()
          .map(ClaimedRow.Intent::write)
          .map(write -> new PushPlan.Send(row, write, Agreement.by(mapping, write), false))
          .ifPresent(sends::add);
    }
    return new Prepared(job, sends);
  }

  private PushOutcome results(Prepared prepared, BulkWriting writing) {
    Map<RowKey, PushPlan.Send> byRow = new HashMap<>();
    prepared.sends().forEach(send -> byRow.put(send.write().row(), send));
    var pass = new PushPass();
    writing.results(
        prepared.sends().stream().map(PushPlan.Send::write).toList(),
        result -> note(byRow, result, pass));
    pass.settle(database.outbox(), mapping, prepared.job().claim());
    database.writeJobs().end(prepared.job());
    hooks.tell(pass);
    writing.release();
    return pass.outcome();
  }

  private void note(Map<RowKey, PushPlan.Send> sends, RecordResult result, PushPass pass) {
    PushPlan.Send send = sends.get(result.row());
    if (send != null) {
      answers.note(send, result, pass);
    }
  }
}
