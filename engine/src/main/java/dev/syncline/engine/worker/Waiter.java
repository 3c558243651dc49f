package dev.syncline.engine.worker;

import java.time.Duration;

/** Lets time pass. The wiring hands in the real one, tests one that turns the clock. */
@FunctionalInterface
public interface Waiter {
  /**
   * Returns after the duration.
   *
   * @throws InterruptedException if the thread is asked to stop meanwhile
   */
  void await(Duration duration) throws InterruptedException;
}
