package dev.syncline.engine.sync;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.GuardStop;
import java.util.Optional;

/** Runs what the guard may stop: the lane that it stops is paused, and the others go on. */
final class Stopping {
  private final Working working;

  Stopping(Working working) {
    this.working = working;
  }

  /** What a lane does. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws InterruptedException;
  }

  /** What the work came to; empty if it was stopped. */
  <T> Optional<T> run(Round round, Work<T> work) throws InterruptedException {
    try {
      return Optional.of(work.run());
    } catch (DatabaseException e) {
      if (!GuardStop.is(e.problem())) {
        throw e;
      }
      round.stopped(e.problem());
      round.heed(working.database().pauses().active());
      working.listener().troubled(e.problem());
      return Optional.empty();
    }
  }
}
