package dev.syncline.engine.push;

import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.Outbox;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.PushOutcome;
import dev.syncline.model.RecordResult;
import java.util.ArrayList;
import java.util.List;

/** Counts what becomes of claimed rows, and gathers their settlements. For one thread. */
final class PushPass {
  private final List<Settlement> settlements = new ArrayList<>();
  private final List<Answered> answers = new ArrayList<>();
  private PushOutcome outcome = PushOutcome.NONE;

  /** Takes a settlement of a row of which nothing was sent. */
  void add(Settlement settlement) {
    settlements.add(settlement);
    outcome = outcome.plus(count(settlement));
  }

  /** A write that the org has answered. */
  record Answered(PushPlan.Send sent, RecordResult result) {}

  /** Takes an answer that others are to be told of. */
  void note(PushPlan.Send sent, RecordResult result) {
    answers.add(new Answered(sent, result));
  }

  /** The answers that were noted since the last time. */
  List<Answered> takeAnswers() {
    List<Answered> taken = List.copyOf(answers);
    answers.clear();
    return taken;
  }

  /** Takes the settlement of what was sent. */
  void add(Settlement settlement, RecordResult result) {
    settlements.add(settlement);
    outcome = outcome.plus(result instanceof RecordResult.Done done ? of(done) : count(settlement));
  }

  /** Takes what others have settled. */
  void add(PushOutcome settled) {
    outcome = outcome.plus(settled);
  }

  /** Settles what was added since the last time, in pieces of what the outbox takes at once. */
  void settle(Outbox outbox, ResolvedMapping mapping, Claim claim) {
    List<Settlement> taken = List.copyOf(settlements);
    settlements.clear();
    for (int from = 0; from < taken.size(); from += Outbox.MAX_CLAIM) {
      int to = Math.min(taken.size(), from + Outbox.MAX_CLAIM);
      outbox.settle(mapping, claim, taken.subList(from, to));
    }
  }

  PushOutcome outcome() {
    return outcome;
  }

  private static PushOutcome of(RecordResult.Done done) {
    return switch (done.effect()) {
      case CREATED -> new PushOutcome(1, 0, 0, 0, 0, 0, 0);
      case UPDATED -> new PushOutcome(0, 1, 0, 0, 0, 0, 0);
      case DELETED, ALREADY_GONE -> new PushOutcome(0, 0, 1, 0, 0, 0, 0);
    };
  }

  private static PushOutcome count(Settlement settlement) {
    return switch (settlement) {
      case Settlement.Linked _, Settlement.Nothing _, Settlement.Unlinked _ ->
          new PushOutcome(0, 0, 0, 1, 0, 0, 0);
      case Settlement.Wait _, Settlement.Hold _ -> new PushOutcome(0, 0, 0, 0, 1, 0, 0);
      case Settlement.Retry _, Settlement.Release _, Settlement.Recreate _ ->
          new PushOutcome(0, 0, 0, 0, 0, 1, 0);
      case Settlement.Park _ -> new PushOutcome(0, 0, 0, 0, 0, 0, 1);
    };
  }
}
