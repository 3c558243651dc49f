package dev.syncline.simulator.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The one place where the server waits on purpose; ends at once when the server stops. */
public final class Pause {
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Waits this long in real time, or until {@link #stop}. */
  public void hold(Duration time) {
    try {
      if (!time.isZero() && stopped.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the server stops");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the server stops", e);
    }
  }

  /** Lets go of whoever waits, now and later. */
  public void stop() {
    stopped.countDown();
  }
}
