package dev.syncline.engine.push;

import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.Outbox;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.hook.Fate;
import dev.syncline.engine.hook.Fate.Going;
import dev.syncline.engine.hook.Fate.Stopped;
import dev.syncline.engine.hook.MappingHooks;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.worker.RetryPolicy;
import dev.syncline.model.RecordResult;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import dev.syncline.plugin.Decision;
import dev.syncline.plugin.HookPoint;
import dev.syncline.plugin.Hooks;
import dev.syncline.plugin.PushedRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Asks the mapping's hooks about rows on their way out, and tells them what came of it. */
final class PushHooks {
  private final ResolvedMapping mapping;
  private final MappingHooks hooks;
  private final PushSettings settings;
  private final RandomGenerator random;
  private final RowSides sides;
  private final AlteredValues altered;

  PushHooks(ResolvedMapping mapping, PushSettings settings, RandomGenerator random) {
    this(mapping, mapping.hooks(), settings, random);
  }

  private PushHooks(
      ResolvedMapping mapping, MappingHooks hooks, PushSettings settings, RandomGenerator random) {
    this.mapping = mapping;
    this.hooks = hooks;
    this.settings = settings;
    this.random = random;
    this.sides = new RowSides(mapping);
    this.altered = new AlteredValues(mapping);
  }

  /** The same for claimed rows, which stay claimed however long the asking takes. */
  PushHooks holding(Outbox outbox, Claim claim) {
    return hooks.hooks().isEmpty()
        ? this
        : new PushHooks(
            mapping, hooks.keeping(() -> outbox.renew(claim, settings.hold())), settings, random);
  }

  /** Who is asked. */
  MappingHooks asked() {
    return hooks;
  }

  /** A row whose write is planned, as hooks see it. */
  private record Asked(PushPlan plan, PushedRow row) {
    Asked with(PushedRow other) {
      return new Asked(plan, other);
    }
  }

  private static List<PushedRow> rows(List<Asked> asked) {
    return asked.stream().map(Asked::row).toList();
  }

  /** The plans of rows, made with the values that hooks want. */
  List<PushPlan> plan(List<ClaimedRow> rows, PushPlanner planner) {
    List<PushPlan> plans = new ArrayList<>(rows.size());
    rows.forEach(row -> plans.add(planner.plan(row)));
    if (!hooks.has(HookPoint.PUSH_VALUES)) {
      return plans;
    }
    List<Asked> asked =
        plans.stream()
            .filter(PushHooks::isOfValues)
            .map(plan -> new Asked(plan, sides.whole(plan.row())))
            .toList();
    List<Fate<Asked>> fates =
        hooks.ask(
            HookPoint.PUSH_VALUES,
            asked,
            (h, some) -> h.pushValues(rows(some)),
            (_, item, changes) -> new Going<>(item.with(altered.row(item.row(), changes))));
    Map<RowKey, Map<Integer, Optional<Value>>> values = new HashMap<>();
    Map<RowKey, PushPlan> settled = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      ClaimedRow row = asked.get(i).plan().row();
      switch (fates.get(i)) {
        case Going<Asked>(Asked now) ->
            values.put(row.key(), altered.between(asked.get(i).row(), now.row()));
        case Stopped<Asked> stopped ->
            settled.put(row.key(), new PushPlan.Settle(row, settlement(row, stopped, false)));
      }
    }
    PushPlanner altering = planner.altering(values);
    return plans.stream()
        .map(
            plan ->
                values.containsKey(plan.row().key())
                    ? altering.plan(plan.row())
                    : settled.getOrDefault(plan.row().key(), plan))
        .toList();
  }

  private static boolean isOfValues(PushPlan plan) {
    return switch (plan) {
      case PushPlan.Send send -> !(send.write() instanceof RecordWrite.Delete);
      case PushPlan.Settle settle -> settle.settlement() instanceof Settlement.Linked;
      case PushPlan.LookUp _, PushPlan.Confirm _, PushPlan.Read _, PushPlan.AskParents _ -> false;
    };
  }

  /** The writes that hooks allow; the others are settled. */
  List<PushPlan.Send> allowed(List<PushPlan.Send> sends, PushPass pass) {
    List<PushPlan.Send> rest = sends;
    if (hooks.has(HookPoint.PUSH_ALLOWED)) {
      rest = decided(rest, false, pass);
    }
    return hooks.has(HookPoint.DELETE_RECORD_ALLOWED) ? decided(rest, true, pass) : rest;
  }

  private List<PushPlan.Send> decided(List<PushPlan.Send> sends, boolean deletions, PushPass pass) {
    List<Asked> asked =
        sends.stream()
            .filter(send -> send.write() instanceof RecordWrite.Delete == deletions)
            .map(send -> new Asked(send, sides.sent(send)))
            .toList();
    HookPoint point = deletions ? HookPoint.DELETE_RECORD_ALLOWED : HookPoint.PUSH_ALLOWED;
    List<Fate<Asked>> fates =
        hooks.decide(
            point,
            asked,
            (h, some) -> decisions(h, deletions, rows(some)),
            item -> "Row " + item.row().row());
    Map<RowKey, Settlement> stopped = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      ClaimedRow row = asked.get(i).plan().row();
      if (fates.get(i) instanceof Stopped<Asked> stop) {
        stopped.put(row.key(), settlement(row, stop, deletions));
      }
    }
    stopped.values().forEach(pass::add);
    return sends.stream().filter(send -> !stopped.containsKey(send.row().key())).toList();
  }

  private static List<Decision> decisions(Hooks hooks, boolean deletions, List<PushedRow> rows) {
    return deletions ? hooks.deleteRecordAllowed(rows) : hooks.pushAllowed(rows);
  }

  /**
   * What becomes of a row that was stopped. A vetoed change of a linked row keeps its entry until
   * the row changes again, so that its record's changes do not go over it unseen.
   */
  Settlement settlement(ClaimedRow row, Stopped<?> stopped, boolean deletion) {
    long version = row.change().version();
    return switch (stopped.how()) {
      case VETOED ->
          new Settlement.Hold(
              row.key(), version, stopped.problem(), deletion || row.link().isEmpty());
      case PARKED -> new Settlement.Park(row.key(), version, stopped.problem());
      case AGAIN -> again(row, stopped);
    };
  }

  private Settlement again(ClaimedRow row, Stopped<?> stopped) {
    int attempt = row.attempts() + 1;
    RetryPolicy policy = settings.refusals();
    long version = row.change().version();
    return policy.allowsAfter(attempt)
        ? new Settlement.Retry(
            row.key(), version, stopped.problem(), policy.pauseAfter(attempt, random), true, false)
        : new Settlement.Park(
            row.key(), version, PushProblems.exhausted(stopped.problem(), attempt));
  }

  /** Tells hooks what the org answered, once that is settled. */
  void tell(PushPass pass) {
    List<PushPass.Answered> answers = pass.takeAnswers();
    if (!hooks.has(HookPoint.PUSHED, HookPoint.PUSH_FAILED)) {
      return;
    }
    List<PushedRow.Done> done = new ArrayList<>();
    List<PushedRow.Failed> failed = new ArrayList<>();
    for (PushPass.Answered answer : answers) {
      PushedRow row = sides.sent(answer.sent());
      switch (answer.result()) {
        case RecordResult.Done is -> done.add(new PushedRow.Done(row, is.id()));
        case RecordResult.Refused is -> failed.add(new PushedRow.Failed(row, is.problem()));
        case RecordResult.Unanswered _, RecordResult.Unprocessed _ -> {}
      }
    }
    hooks.tell(HookPoint.PUSHED, done, Hooks::pushed);
    hooks.tell(HookPoint.PUSH_FAILED, failed, Hooks::pushFailed);
  }
}
