package dev.syncline.engine.refresh;

import dev.syncline.engine.database.RefreshRun;
import dev.syncline.engine.refresh.RefreshProgress.Phase;
import dev.syncline.model.MappingName;
import dev.syncline.model.PullOutcome;
import java.util.OptionalLong;

/** Adds up what the workers of one run commit, and tells the listener. Safe for its workers. */
final class RefreshTally {
  private final MappingName mapping;
  private final RefreshListener listener;
  private final long resumed;
  private PullOutcome outcome;
  private OptionalLong total;
  private Phase phase = Phase.PREPARING;

  RefreshTally(MappingName mapping, RefreshRun run, RefreshListener listener) {
    this.mapping = mapping;
    this.listener = listener;
    this.resumed = run.outcome().records();
    this.outcome = run.outcome();
    this.total = run.records();
  }

  /**
   * Takes the number of all records where it was not known yet.
   *
   * @return whether it is news
   */
  synchronized boolean announce(OptionalLong records) {
    boolean news = total.isEmpty() && records.isPresent();
    if (news) {
      total = records;
    }
    return news;
  }

  synchronized OptionalLong total() {
    return total;
  }

  synchronized void phase(Phase reached) {
    phase = reached;
    tell();
  }

  synchronized void add(PullOutcome page) {
    outcome = outcome.plus(page);
    tell();
  }

  synchronized PullOutcome outcome() {
    return outcome;
  }

  private void tell() {
    listener.progressed(new RefreshProgress(mapping, phase, total, outcome, resumed));
  }
}
