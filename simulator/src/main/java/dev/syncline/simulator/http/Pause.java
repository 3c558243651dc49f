package dev.syncline.simulator.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The one place where the server waits on purpose; ends at once when the server stops. */
public final class Pause {
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final @Nullable Consumer<Duration> passing;

  /** Waits in real time. */
  public Pause() {
    this.passing = null;
  }

  /**
   * Waits in a time that is not the real one.
   *
   * @param passing lets it pass
   */
  public Pause(Consumer<Duration> passing) {
    this.passing = passing;
  }

  /** The server stops: whoever waited goes without an answer. */
  public static final class StoppedException extends RuntimeException {
    private StoppedException() {
      super("the server stops", null, false, false);
    }
  }

  /**
   * Waits this long, in real time unless another was handed in.
   *
   * @throws StoppedException if {@link #stop} comes first
   */
  public void hold(Duration time) {
    if (passing != null) {
      passing.accept(time);
      return;
    }
    try {
      if (!time.isZero() && stopped.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StoppedException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }

  /** Lets go of whoever waits, now and later. */
  public void stop() {
    stopped.countDown();
  }
}
