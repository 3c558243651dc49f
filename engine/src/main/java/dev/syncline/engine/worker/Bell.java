package dev.syncline.engine.worker;

import java.time.Duration;

/** Ends a wait early. The wiring hands in the real one, tests one that turns the clock. */
public interface Bell {
  /** Ends the wait, or the next one if nobody waits. May be called by any thread. */
  void ring();

  /**
   * Waits until it rings, at most so long. One thread.
   *
   * @return whether it rang since the wait before
   * @throws InterruptedException if the thread is asked to stop meanwhile
   */
  boolean await(Duration longest) throws InterruptedException;
}
