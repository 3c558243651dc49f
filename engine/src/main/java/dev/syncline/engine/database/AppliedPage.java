package dev.syncline.engine.database;

import dev.syncline.model.PullOutcome;

/**
 * What applying a page came to.
 *
 * @param deferred records that went to the pull queue instead, in no count of the outcome
 * @param conflicts fields that both sides had changed
 */
public record AppliedPage(PullOutcome outcome, long deferred, long conflicts) {
  /** Nothing at all. */
  public static final AppliedPage NONE = new AppliedPage(PullOutcome.NONE, 0, 0);

  /** Both together. */
  public AppliedPage plus(AppliedPage other) {
    return new AppliedPage(
        outcome.plus(other.outcome), deferred + other.deferred, conflicts + other.conflicts);
  }
}
