package dev.syncline.simulator.data;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** The org's clock: runs like the source it is given, ahead by what it has been advanced. */
public final class SimulatorClock implements InstantSource {
  private final InstantSource source;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  public SimulatorClock(InstantSource source) {
    this.source = source;
  }

  @Override
  public Instant instant() {
    return source.instant().plus(ahead.get());
  }

  /**
   * Has something done each time the clock was moved.
   *
   * @param action must be quick
   */
  public void whenMoved(Runnable action) {
    listeners.add(action);
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
    listeners.forEach(Runnable::run);
    return instant();
  }
}
