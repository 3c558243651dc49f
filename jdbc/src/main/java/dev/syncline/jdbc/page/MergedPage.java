package dev.syncline.jdbc.page;

import dev.syncline.model.PullOutcome;

/**
 * What merging a page came to.
 *
 * @param deferred records that went to the pull queue, in no count of the outcome
 */
public record MergedPage(PullOutcome outcome, long deferred) {
  /** The outcome with deferred records as unchanged ones. */
  public PullOutcome whole() {
    return outcome.plus(new PullOutcome(0, 0, deferred, 0, 0));
  }
}
