package dev.syncline.simulator.data;

import java.time.Instant;
import java.util.List;

/**
 * One committed transaction.
 *
 * @param number counts commits from 1, without gaps
 * @param actor who wrote
 * @param stamp the SystemModstamp of its records: when the transaction began, whole seconds
 * @param committedAt when it became visible, on the simulator's clock
 * @param changes one per record, in the order in which each was first touched
 */
public record Commit(
    long number, Actor actor, Instant stamp, Instant committedAt, List<Change> changes) {
  public Commit {
    changes = List.copyOf(changes);
  }
}
