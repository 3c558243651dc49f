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
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.Operation;
import dev.syncline.model.PushOutcome;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pushes the changed rows of one mapping, a page at a time: claim, plan, send, settle. Any number
 * of these may work on one mapping at once.
 */
public final class Push {
  private final Database database;
  private final ResolvedMapping mapping;
  private final PushSettings settings;
  private final PushPlanner planner;
  private final PushPlanner forcing;
  private final Sending sending;
  private final Contests contests;
  private final Confirmations confirmations;
  private final LostCreates lostCreates;
  private final ChildrenFirst childrenFirst;
  private final PushGuard guard;
  private final PushMatching matching;
  private final PushHooks hooks;
  private final ChosenByHooks chosen;
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
    this.database = database;
    this.mapping = mapping;
    this.settings = settings;
    this.pushed = Map.copyOf(pushed);
    Set<MappingName> creating = creating(pushed);
    this.planner = new PushPlanner(mapping, creating);
    this.forcing = new PushPlanner(mapping, creating, true);
    this.sending = new Sending(org, database, mapping, settings, pace, stop);
    this.contests = new Contests(org, database, mapping);
    this.confirmations = new Confirmations(org, database, mapping);
    this.lostCreates = new LostCreates(org, database, mapping);
    this.matching = new PushMatching(org, database, mapping);
    this.hooks = new PushHooks(mapping, settings, pace.random());
    this.chosen = new ChosenByHooks(org, database, mapping);
    this.guard = new PushGuard(database, mapping);
    this.childrenFirst = new ChildrenFirst(database, mapping, pushed.values());
  }

  /** Those of the mappings whose rows become records. */
  public static Set<MappingName> creating(Map<MappingName, ResolvedMapping> pushed) {
    return pushed.values().stream()
        .map(ResolvedMapping::mapping)
        .filter(said -> said.rules().scope().triggers().pushes(Operation.CREATE))
        .map(Mapping::name)
        .collect(Collectors.toUnmodifiableSet());
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
      PushHooks asked = hooks.holding(database.outbox(), claim);
      List<PushPlan.Send> allowed = asked.allowed(plan(asked.plan(rows, planning), pass), pass);
      List<PushPlan.Send> planned =
          matching.unmatched(
              chosen.others(childrenFirst.allowed(allowed, pass), pass, asked), pass);
      List<PushPlan.Send> sends = planning == forcing ? planned : uncontested(planned, pass);
      pass.settle(database.outbox(), mapping, claim);
      guard.admit(sends);
      sending.send(claim, sends, pass);
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

  private List<PushPlan.Send> plan(List<PushPlan> plans, PushPass pass) {
    var sends = new ArrayList<PushPlan.Send>();
    var unconfirmed = new ArrayList<PushPlan.Confirm>();
    var doubtful = new ArrayList<PushPlan.LookUp>();
    for (PushPlan planned : plans) {
      switch (planned) {
        case PushPlan.Send send -> sends.add(send);
        case PushPlan.Settle settle -> pass.add(settle.settlement());
        case PushPlan.LookUp lookUp -> doubtful.add(lookUp);
        case PushPlan.Confirm confirm -> unconfirmed.add(confirm);
        case PushPlan.Read read -> {
          read.row().link().ifPresent(link -> toRead(link.id(), PullQueue.Reason.ASKED));
          pass.add(PushPlanner.untilRead(read.row()));
        }
        case PushPlan.AskParents ask -> {
          pass.add(ask(ask));
        }
      }
    }
    confirmations.settle(unconfirmed).forEach(pass::add);
    lostCreates.settle(doubtful).forEach(pass::add);
    return sends;
  }

  /** A row that is not there, as nothing keeps references whole, is no parent to wait for. */
  private Settlement ask(PushPlan.AskParents plan) {
    for (ClaimedRow.Orphan parent : plan.parents()) {
      ResolvedMapping of = pushed.get(parent.parent());
      if (of != null && database.links().row(of, parent.row()).isEmpty()) {
        return new Settlement.Park(
            plan.row().key(),
            plan.row().change().version(),
            PushProblems.parentMissing(mapping, plan.row(), parent));
      }
      if (of != null) {
        database.outbox().add(of, List.of(parent.row()));
      }
    }
    return plan.settlement();
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
}
