package dev.syncline.simulation.org;

import dev.syncline.engine.worker.Waiter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A time that passes when somebody waits, and never else. For one thread. */
public final class SimulatedTime implements InstantSource, Waiter {
  private Instant now;

  public SimulatedTime(Instant start) {
    this.now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Lets time pass. */
  public void pass(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public void await(Duration duration) {
    pass(duration);
  }
}
