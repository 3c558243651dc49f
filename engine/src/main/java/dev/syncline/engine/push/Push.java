package dev.syncline.engine.push;

import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Outbox;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.WriteBatch;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.MappingName;
import dev.syncline.model.PushOutcome;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordResult;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pushes the changed rows of one mapping, a page at a time: claim, plan, send, settle. Any number
 * of these may work on one mapping at once.
 */
public final class Push {
  private final Org org;
  private final Database database;
  private final ResolvedMapping mapping;
  private final PushSettings settings;
  private final Pace pace;
  private final StopSignal stop;
  private final PushPlanner planner;
  private final PushPlanner forcing;
  private final PushSettling settling;
  private final WriteRouting routing;
  private final Contests contests;
  private final Confirmations confirmations;
  private final LostCreates lostCreates;
  private final ChildrenFirst childrenFirst;
  private final Map<MappingName, ResolvedMapping> pushed;

  /**
   * @param pushed the mappings of the same org and database that push, by name
   */
  public Push(
      Org org,
      Database database,
      ResolvedMapping mapping,
      Map<MappingName, ResolvedMapping> pushed,
      PushSettings settings,
      Pace pace,
      StopSignal stop) {
    this.org = org;
    this.database = database;
    this.mapping = mapping;
    this.settings = settings;
    this.pace = pace;
    this.stop = stop;
    this.pushed = Map.copyOf(pushed);
    this.planner = new PushPlanner(mapping, pushed.keySet());
    this.forcing = new PushPlanner(mapping, pushed.keySet(), true);
    this.settling = new PushSettling(settings, pace.random());
    this.routing = new WriteRouting(mapping);
    this.contests = new Contests(org, mapping);
    this.confirmations = new Confirmations(org, database, mapping);
    this.lostCreates = new LostCreates(org, database, mapping);
    this.childrenFirst = new ChildrenFirst(database, mapping, pushed.values());
  }

  /**
   * Pushes one page of ready rows.
   *
   * @param which of them
   * @param max at most so many rows
   * @return what it came to; {@link PushOutcome#NONE} if nothing was ready
   * @throws OrgException when the org is in trouble; rows that were not sent are given back and
   *     have lost no attempt
   */
  public PushOutcome page(Outbox.Which which, int max) {
    Claim claim = database.outbox().newClaim();
    List<ClaimedRow> rows =
        database
            .outbox()
            .claim(mapping, claim, which, Math.min(max, settings.page()), settings.hold());
    return push(claim, rows, planner);
  }

  /** Pushes these rows now, changed or not; rows that another holds are left out. */
  public PushOutcome rows(Collection<RowKey> keys) {
    Claim claim = database.outbox().newClaim();
    return push(claim, database.outbox().claimRows(mapping, claim, keys, settings.hold()), planner);
  }

  /**
   * Pushes all fields of these rows now, whatever both sides last agreed on and the record holds:
   * for people who know that the row is right. Rows that another holds are left out.
   */
  public PushOutcome forced(Collection<RowKey> keys) {
    Claim claim = database.outbox().newClaim();
    return push(claim, database.outbox().claimRows(mapping, claim, keys, settings.hold()), forcing);
  }

  private PushOutcome push(Claim claim, List<ClaimedRow> rows, PushPlanner planning) {
    if (rows.isEmpty()) {
      return PushOutcome.NONE;
    }
    var pass = new PushPass();
    try {
      List<PushPlan.Send> planned = childrenFirst.allowed(plan(rows, pass, planning), pass);
      List<PushPlan.Send> sends = planning == forcing ? planned : uncontested(planned, pass);
      settle(claim, pass);
      send(claim, sends, pass);
    } catch (RuntimeException e) {
      giveBack(claim, e);
      throw e;
    }
    database.outbox().release(claim);
    return pass.outcome();
  }

  /** What is not given back by this comes back when the claim's time is over. */
  private void giveBack(Claim claim, RuntimeException cause) {
    try {
      database.outbox().release(claim);
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private List<PushPlan.Send> plan(List<ClaimedRow> rows, PushPass pass, PushPlanner planning) {
    var sends = new ArrayList<PushPlan.Send>();
    var unconfirmed = new ArrayList<PushPlan.Confirm>();
    var doubtful = new ArrayList<PushPlan.LookUp>();
    for (ClaimedRow row : rows) {
      switch (planning.plan(row)) {
        case PushPlan.Send send -> sends.add(send);
        case PushPlan.Settle settle -> pass.add(settle.settlement());
        case PushPlan.LookUp lookUp -> doubtful.add(lookUp);
        case PushPlan.Confirm confirm -> unconfirmed.add(confirm);
        case PushPlan.Read read -> {
          row.link().ifPresent(link -> toRead(link.id(), PullQueue.Reason.ASKED));
          pass.add(PushPlanner.untilRead(read.row()));
        }
        case PushPlan.AskParents ask -> {
          for (ClaimedRow.Orphan parent : ask.parents()) {
            ResolvedMapping of = pushed.get(parent.parent());
            if (of != null) {
              database.outbox().add(of, List.of(parent.row()));
            }
          }
          pass.add(ask.settlement());
        }
      }
    }
    confirmations.settle(unconfirmed).forEach(pass::add);
    lostCreates.settle(doubtful).forEach(pass::add);
    return sends;
  }

  /** Rows whose record has changed in the same field meanwhile are merged before they go out. */
  private List<PushPlan.Send> uncontested(List<PushPlan.Send> sends, PushPass pass) {
    Set<RowKey> contested = contests.among(sends);
    var rest = new ArrayList<PushPlan.Send>();
    for (PushPlan.Send send : sends) {
      if (contested.contains(send.row().key())) {
        send.row().link().ifPresent(link -> toRead(link.id(), PullQueue.Reason.PENDING_CHANGE));
        pass.add(PushPlanner.untilRead(send.row()));
      } else {
        rest.add(send);
      }
    }
    return rest;
  }

  private void toRead(RecordId id, PullQueue.Reason reason) {
    database.pullQueue().add(mapping.mapping().name(), List.of(id), reason);
  }

  private void settle(Claim claim, PushPass pass) {
    List<Settlement> settlements = pass.take();
    if (!settlements.isEmpty()) {
      database.outbox().settle(mapping, claim, settlements);
    }
  }

  private void send(Claim claim, List<PushPlan.Send> sends, PushPass pass) {
    Instant began = pace.clock().instant();
    for (WriteRouting.Routed batch : routing.route(sends)) {
      if (stop.isRequested()) {
        return;
      }
      Instant now = pace.clock().instant();
      if (Duration.between(began, now).compareTo(settings.hold().dividedBy(3)) > 0) {
        database.outbox().renew(claim, settings.hold());
        began = now;
      }
      intend(claim, batch);
      sendHalving(batch, pass);
      settle(claim, pass);
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
        note(plans.get(i), results.get(i), pass);
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
      sendHalving(new WriteRouting.Routed(batch.route(), plans.subList(0, middle)), pass);
      sendHalving(
          new WriteRouting.Routed(batch.route(), plans.subList(middle, plans.size())), pass);
    }
  }

  private void note(PushPlan.Send plan, RecordResult result, PushPass pass) {
    if (result instanceof RecordResult.Refused refused
        && refused.refusal() == RecordResult.Refusal.GONE) {
      plan.row().link().ifPresent(link -> toRead(link.id(), PullQueue.Reason.ASKED));
    }
    pass.add(settling.settle(plan, result), result);
  }
}
