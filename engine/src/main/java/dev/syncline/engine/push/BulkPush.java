package dev.syncline.engine.push;

import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Outbox;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.database.WriteJob;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.BulkOperation;
import dev.syncline.engine.org.BulkWriting;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.PushOutcome;
import dev.syncline.model.RecordResult;
import dev.syncline.model.RecordWrite;
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
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

  private final Org org;
  private final Database database;
  private final ResolvedMapping mapping;
  private final PushSettings settings;
  private final Pace pace;
  private final StopSignal stop;
  private final PushPlanner planner;
  private final PushSettling settling;
  private final Contests contests;

  /**
   * @param pushed the names of the mappings of the same org and database that push
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
    this.planner = new PushPlanner(mapping, pushed);
    this.settling = new PushSettling(settings, pace.random());
    this.contests = new Contests(org, mapping);
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

  /** One kind of write, as a bulk job takes it. */
  private record Kind(BulkOperation.Kind kind, Optional<FieldName> keyField) {
    static Kind of(RecordWrite write) {
      return switch (write) {
        case RecordWrite.Create _ -> new Kind(BulkOperation.Kind.CREATE, Optional.empty());
        case RecordWrite.Upsert upsert ->
            new Kind(BulkOperation.Kind.UPSERT, Optional.of(upsert.keyField()));
        case RecordWrite.Update _ -> new Kind(BulkOperation.Kind.UPDATE, Optional.empty());
        case RecordWrite.Delete _ -> new Kind(BulkOperation.Kind.DELETE, Optional.empty());
      };
    }
  }

  /**
   * Pushes ready rows of the kind that most of them are of, by one job.
   *
   * @return what they came to; {@link PushOutcome#NONE} if too few are ready for a job
   */
  public PushOutcome job() throws InterruptedException {
    if (database.outbox().counts(mapping.mapping().name()).ready() < settings.bulkFrom()) {
      return PushOutcome.NONE;
    }
    Claim claim = database.outbox().newClaim();
    var pass = new PushPass();
    Map<Kind, List<PushPlan.Send>> kinds = claimAndPlan(claim, pass);
    Optional<Map.Entry<Kind, List<PushPlan.Send>>> most =
        kinds.entrySet().stream()
            .max(Map.Entry.comparingByValue((a, b) -> Integer.compare(a.size(), b.size())));
    kinds.forEach(
        (kind, sends) -> {
          if (!kind.equals(most.map(Map.Entry::getKey).orElse(kind))) {
            sends.forEach(send -> pass.add(released(send.row())));
          }
        });
    settle(claim, pass);
    if (most.isEmpty()) {
      return pass.outcome();
    }
    PushOutcome sent = send(claim, most.get().getKey(), most.get().getValue());
    return pass.outcome().plus(sent);
  }

  private Map<Kind, List<PushPlan.Send>> claimAndPlan(Claim claim, PushPass pass) {
    var kinds = new HashMap<Kind, List<PushPlan.Send>>();
    int claimed = 0;
    long bytes = 0;
    while (claimed < settings.bulkRows() && bytes < BulkWriting.MAX_BYTES && !stop.isRequested()) {
      int max = Math.min(Outbox.MAX_CLAIM, settings.bulkRows() - claimed);
      List<ClaimedRow> rows =
          database.outbox().claim(mapping, claim, Outbox.Which.CHANGES, max, settings.hold());
      if (rows.isEmpty()) {
        return kinds;
      }
      claimed += rows.size();
      var sends = new ArrayList<PushPlan.Send>();
      for (ClaimedRow row : rows) {
        switch (planner.plan(row)) {
          case PushPlan.Send send when fits(send) -> sends.add(send);
          case PushPlan.Settle settle -> pass.add(settle.settlement());
          case PushPlan.Send _, PushPlan.LookUp _, PushPlan.Confirm _ -> pass.add(released(row));
          case PushPlan.Read _, PushPlan.AskParents _ -> pass.add(released(row));
        }
      }
      Set<RowKey> contested = contests.among(sends);
      for (PushPlan.Send send : sends) {
        bytes += BulkWriting.bytes(send.write()) + mapping.bindings().size();
        if (bytes > BulkWriting.MAX_BYTES || contested.contains(send.row().key())) {
          pass.add(released(send.row()));
        } else {
          kinds.computeIfAbsent(Kind.of(send.write()), _ -> new ArrayList<>()).add(send);
        }
      }
      settle(claim, pass);
    }
    return kinds;
  }

  /** Rows that something is left out of, or that CSV cannot carry, go by calls. */
  private static boolean fits(PushPlan.Send send) {
    return !send.remains() && BulkWriting.fits(send.write());
  }

  private static Settlement released(ClaimedRow row) {
    return new Settlement.Release(row.key(), row.change().version());
  }

  private void settle(Claim claim, PushPass pass) {
    List<Settlement> settlements = pass.take();
    for (int from = 0; from < settlements.size(); from += Outbox.MAX_CLAIM) {
      int to = Math.min(settlements.size(), from + Outbox.MAX_CLAIM);
      database.outbox().settle(mapping, claim, settlements.subList(from, to));
    }
  }

  private PushOutcome send(Claim claim, Kind kind, List<PushPlan.Send> sends)
      throws InterruptedException {
    Instant since = org.changes().now();
    WriteJob job =
        database.writeJobs().start(mapping.mapping().name(), claim, kind.kind(), kind.keyField());
    for (int from = 0; from < sends.size(); from += Outbox.MAX_CLAIM) {
      int to = Math.min(sends.size(), from + Outbox.MAX_CLAIM);
      database
          .outbox()
          .intend(
              mapping.mapping().name(),
              claim,
              sends.subList(from, to).stream()
                  .map(s -> new ClaimedRow.Intent(s.write(), since, Optional.of(job.id())))
                  .toList());
    }
    BulkWriting writing = org.writer().startBulk(operation(job));
    database.writeJobs().noteHandle(job, writing.handle());
    writing.upload(sends.stream().map(PushPlan.Send::write).toList());
    database.writeJobs().noteUploaded(job);
    return finish(job, writing);
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
    settle(job.claim(), pass);
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
    Duration pause = FIRST_LOOK;
    while (true) {
      switch (writing.state()) {
        case BulkWriting.State.Open _, BulkWriting.State.Working _ -> {
          if (stop.isRequested()) {
            return PushOutcome.NONE;
          }
          database.outbox().renew(job.claim(), settings.hold());
          pace.waiter().await(pause);
          Duration twice = pause.multipliedBy(2);
          pause = twice.compareTo(LONGEST_LOOK) < 0 ? twice : LONGEST_LOOK;
        }
        case BulkWriting.State.Complete _, BulkWriting.State.Failed _ -> {
          return results(job, writing);
        }
        case BulkWriting.State.Gone _ -> {
          // What became of its rows nobody says: creates are looked up, all else is repeated.
          database.writeJobs().end(job);
          return PushOutcome.NONE;
        }
      }
    }
  }

  private PushOutcome results(WriteJob job, BulkWriting writing) {
    Map<RowKey, ClaimedRow> rows = new HashMap<>();
    List<RecordWrite> writes = new ArrayList<>();
    for (ClaimedRow row : database.writeJobs().rows(mapping, job)) {
      row.intended()
          .ifPresent(
              intent -> {
                rows.put(row.key(), row);
                writes.add(intent.write());
              });
    }
    var pass = new PushPass();
    Map<RowKey, RecordWrite> byRow = new HashMap<>();
    writes.forEach(write -> byRow.put(write.row(), write));
    writing.results(writes, result -> note(rows, byRow, result, pass));
    settle(job.claim(), pass);
    database.writeJobs().end(job);
    writing.release();
    return pass.outcome();
  }

  private void note(
      Map<RowKey, ClaimedRow> rows,
      Map<RowKey, RecordWrite> writes,
      RecordResult result,
      PushPass pass) {
    ClaimedRow row = rows.get(result.row());
    RecordWrite write = writes.get(result.row());
    if (row != null && write != null) {
      if (result instanceof RecordResult.Refused(var _, RecordResult.Refusal refusal, var _)
          && refusal == RecordResult.Refusal.GONE) {
        row.link()
            .ifPresent(
                link ->
                    database
                        .pullQueue()
                        .add(mapping.mapping().name(), List.of(link.id()), PullQueue.Reason.ASKED));
      }
      var plan = new PushPlan.Send(row, write, PushPlanner.agreed(mapping, write), false);
      pass.add(settling.settle(plan, result), result);
    }
  }
}
