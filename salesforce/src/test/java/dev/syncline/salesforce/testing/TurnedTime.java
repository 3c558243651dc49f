package dev.syncline.salesforce.testing;

import dev.syncline.engine.worker.Waiter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A clock that moves when it is told to, or when somebody waits. */
public final class TurnedTime implements InstantSource, Waiter {
  private final List<Duration> waits = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-20T12:00:00Z");

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized void await(Duration duration) {
    waits.add(duration);
    now = now.plus(duration);
  }

  public synchronized void advance(Duration duration) {
    now = now.plus(duration);
  }

  public synchronized List<Duration> waits() {
    return List.copyOf(waits);
  }
}
