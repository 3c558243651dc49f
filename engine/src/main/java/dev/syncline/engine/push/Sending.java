package dev.syncline.engine.push;

import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.WriteBatch;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.RecordResult;
import dev.syncline.model.RecordWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends planned writes in batches and settles each batch when its answer is here. Lists of records
 * go several at a time, but never two that hold the same record or the same parent.
 */
final class Sending {
  private final Org org;
  private final Database database;
  private final ResolvedMapping mapping;
  private final PushSettings settings;
  private final Pace pace;
  private final StopSignal stop;
  private final Answers answers;
  private final WriteRouting routing;
  private final PushHooks hooks;

  Sending(
      Org org,
      Database database,
      ResolvedMapping mapping,
      PushSettings settings,
      Pace pace,
      StopSignal stop) {
    this.hooks = new PushHooks(mapping, settings, pace.random());
    this.org = org;
    this.database = database;
    this.mapping = mapping;
    this.settings = settings;
    this.pace = pace;
    this.stop = stop;
    this.answers =
        new Answers(
            database.pullQueue(), mapping, new PushSettling(mapping, settings, pace.random()));
    this.routing = new WriteRouting(mapping);
  }

  /**
   * Sends what was planned.
   *
   * @throws OrgException when the org is in trouble; what was not sent by then is not settled
   */
  void send(Claim claim, List<PushPlan.Send> sends, PushPass pass) {
    var held = new Held(claim);
    for (List<WriteRouting.Routed> together : routing.route(sends)) {
      if (together.size() > 1 && settings.inFlight() > 1) {
        sendTogether(held, together, pass);
      } else {
        sendInTurn(held, together, pass);
      }
    }
  }

  private void sendInTurn(Held held, List<WriteRouting.Routed> batches, PushPass pass) {
    for (WriteRouting.Routed batch : batches) {
      if (!stop.isRequested()) {
        send(held, batch, pass);
      }
    }
  }

  /** The claim, and when it was extended last. */
  private final class Held {
    private final Claim claim;
    private final AtomicReference<Instant> since;

    Held(Claim claim) {
      this.claim = claim;
      this.since = new AtomicReference<>(pace.clock().instant());
    }

    void keep() {
      Instant last = since.get();
      Instant now = pace.clock().instant();
      boolean due = Duration.between(last, now).compareTo(settings.hold().dividedBy(3)) > 0;
      if (due && since.compareAndSet(last, now)) {
        database.outbox().renew(claim, settings.hold());
      }
    }
  }

  private void send(Held held, WriteRouting.Routed batch, PushPass pass) {
    held.keep();
    intend(held.claim, batch);
    sendHalving(batch, pass);
    pass.settle(database.outbox(), mapping, held.claim);
    hooks.tell(pass);
  }

  private void send(Held held, WriteRouting.Routed batch, BatchQueue queue) {
    var pass = new PushPass();
    try {
      send(held, batch, pass);
    } finally {
      queue.done(batch, pass.outcome());
    }
  }

  private void sendTogether(Held held, List<WriteRouting.Routed> batches, PushPass pass) {
    var queue = new BatchQueue(batches);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Math.min(settings.inFlight(), batches.size()); i++) {
      threads.add(
          Thread.ofVirtual()
              .name("push-" + mapping.mapping().name() + "-" + i)
              .start(() -> work(held, queue)));
    }
    queue.await(threads);
    pass.add(queue.outcome());
    Optional<RuntimeException> failure = queue.failure();
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private void work(Held held, BatchQueue queue) {
    try {
      while (!stop.isRequested()) {
        Optional<WriteRouting.Routed> batch = queue.take();
        if (batch.isEmpty()) {
          return;
        }
        send(held, batch.get(), queue);
      }
    } catch (RuntimeException e) {
      queue.fail(e);
    } catch (Error e) {
      queue.fail(new IllegalStateException("A batch was not sent: " + e, e));
      throw e;
    }
  }

  /**
   * Notes what is sent before it is: a create must not be made twice, and an update whose answer is
   * lost must not look like somebody else's change.
   */
  private void intend(Claim claim, WriteRouting.Routed batch) {
    List<RecordWrite> writes =
        batch.plans().stream()
            .map(PushPlan.Send::write)
            .filter(write -> !(write instanceof RecordWrite.Delete))
            .toList();
    if (writes.isEmpty()) {
      return;
    }
    boolean creates = writes.stream().anyMatch(RecordWrite.Create.class::isInstance);
    Instant since = creates ? org.changes().now() : Instant.EPOCH;
    database
        .outbox()
        .intend(
            mapping.mapping().name(),
            claim,
            writes.stream()
                .map(write -> new ClaimedRow.Intent(write, since, Optional.empty()))
                .toList());
  }

  /** Sends a batch; one that is refused whole is halved until the guilty record stands alone. */
  private void sendHalving(WriteRouting.Routed batch, PushPass pass) {
    List<PushPlan.Send> plans = batch.plans();
    try {
      List<RecordResult> results =
          org.writer()
              .write(
                  new WriteBatch(
                      mapping.object(),
                      batch.route(),
                      plans.stream().map(PushPlan.Send::write).toList()));
      for (int i = 0; i < plans.size(); i++) {
        answers.note(plans.get(i), results.get(i), pass);
      }
    } catch (OrgException e) {
      boolean ofRecords = e.errorClass() == ErrorClass.DATA || e.errorClass() == ErrorClass.BUG;
      if (!ofRecords) {
        throw e;
      }
      if (plans.size() == 1) {
        PushPlan.Send plan = plans.getFirst();
        pass.add(new Settlement.Park(plan.row().key(), plan.row().change().version(), e.problem()));
        return;
      }
      int middle = plans.size() / 2;
      sendHalving(batch.part(0, middle), pass);
      sendHalving(batch.part(middle, plans.size()), pass);
    }
  }
}
