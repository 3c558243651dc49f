package dev.syncline.engine.push;

import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.worker.RetryPolicy;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordResult;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowKey;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Judges what Salesforce answered: what becomes of each row. Pure but for the jitter of pauses. */
final class PushSettling {
  /** How long a record that is said to be gone is left for the pull queue to find out. */
  private static final Duration CONFIRMING = Duration.ofSeconds(2);

  private final ResolvedMapping mapping;
  private final PushSettings settings;
  private final RandomGenerator random;

  PushSettling(ResolvedMapping mapping, PushSettings settings, RandomGenerator random) {
    this.mapping = mapping;
    this.settings = settings;
    this.random = random;
  }

  /** The settlement of a write that was sent. */
  Settlement settle(PushPlan.Send plan, RecordResult result) {
    RowKey key = plan.row().key();
    long version = plan.row().change().version();
    return switch (result) {
      case RecordResult.Done done ->
          switch (done.effect()) {
            case CREATED, UPDATED ->
                new Settlement.Linked(
                    key,
                    version,
                    done.id(),
                    plan.agreed(),
                    true,
                    plan.remains(),
                    SentAlterations.of(mapping, plan.row(), plan.write()));
            case DELETED, ALREADY_GONE -> new Settlement.Unlinked(key, version, done.id(), false);
          };
      case RecordResult.Refused refused -> refused(plan.row(), refused);
      case RecordResult.Unanswered lost ->
          new Settlement.Retry(
              key,
              version,
              lost.problem(),
              pause(settings.refusals(), 1),
              false,
              !(plan.write() instanceof RecordWrite.Delete));
      case RecordResult.Unprocessed left ->
          new Settlement.Retry(
              key, version, left.problem(), pause(settings.refusals(), 1), false, false);
    };
  }

  private Settlement refused(ClaimedRow row, RecordResult.Refused refused) {
    return switch (refused.refusal()) {
      case PERMANENT, AMBIGUOUS ->
          new Settlement.Park(row.key(), row.change().version(), refused.problem());
      case LOCKED -> again(row, refused.problem(), settings.locks());
      case RACED, PASSING -> again(row, refused.problem(), settings.refusals());
      case GONE -> gone(row, refused.problem());
      case ROLLED_BACK ->
          new Settlement.Retry(
              row.key(), row.change().version(), refused.problem(), Duration.ZERO, false, false);
    };
  }

  private Settlement again(ClaimedRow row, Problem problem, RetryPolicy policy) {
    int attempt = row.attempts() + 1;
    if (!policy.allowsAfter(attempt)) {
      return new Settlement.Park(
          row.key(), row.change().version(), PushProblems.exhausted(problem, attempt));
    }
    return new Settlement.Retry(
        row.key(), row.change().version(), problem, pause(policy, attempt), true, false);
  }

  /** The record is read by the pull queue, which treats row and link; the row is tried after it. */
  private Settlement gone(ClaimedRow row, Problem problem) {
    int attempt = row.attempts() + 1;
    if (!settings.refusals().allowsAfter(attempt)) {
      return new Settlement.Park(
          row.key(), row.change().version(), PushProblems.goneUnconfirmed(row));
    }
    return new Settlement.Retry(
        row.key(), row.change().version(), problem, CONFIRMING, true, false);
  }

  private Duration pause(RetryPolicy policy, int attempt) {
    return policy.pauseAfter(attempt, random);
  }
}
