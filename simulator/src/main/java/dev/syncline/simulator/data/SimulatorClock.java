package dev.syncline.simulator.data;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The org's clock: runs like the source it is given, ahead by what it has been advanced. */
public final class SimulatorClock implements InstantSource {
  private final InstantSource source;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  public SimulatorClock(InstantSource source) {
    this.source = source;
  }

  @Override
  public Instant instant() {
    return source.instant().plus(ahead.get());
  }

  /**
   * Moves the clock forward.
   *
   * @return the time it shows now
   * @throws IllegalArgumentException if the duration is negative: stored stamps would lie ahead
   */
  public Instant advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(
          "The clock can only be moved forward; got " + duration + ", give it without the minus.");
    }
    ahead.updateAndGet(duration::plus);
    return instant();
  }
}
