package dev.syncline.simulator.events;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Rings once after a while unless it is set anew or stopped before. Used by one thread at a time,
 * that of a {@link Serial}; an alarm that was overtaken is told from the current one by its number.
 */
public final class Alarm {
  private final ScheduledExecutorService timer;
  private @Nullable Future<?> current;
  private long number;

  public Alarm(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  /** What happens when an alarm rings. */
  @FunctionalInterface
  public interface Ringing {
    /** Told the number that {@link Alarm#isCurrent} knows; runs on the timer's thread. */
    void rings(long number);
  }

  /** Sets the alarm; what was set before does not count any more. */
  public void set(Duration after, Ringing ringing) {
    stop();
    long mine = number;
    current = timer.schedule(() -> ringing.rings(mine), after.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Whether the alarm of this number is the one that was set last. */
  public boolean isCurrent(long rung) {
    return current != null && rung == number;
  }

  /** Whether an alarm is set that has not been stopped. */
  public boolean isSet() {
    return current != null;
  }

  public void stop() {
    number++;
    if (current != null) {
      current.cancel(false);
      current = null;
    }
  }
}
