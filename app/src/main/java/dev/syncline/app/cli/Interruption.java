package dev.syncline.app.cli;

import dev.syncline.engine.worker.StopSignal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a stop at the next safe point: while it is open, the process ends
 * only when the work has closed it, or when the patience is over.
 */
public final class Interruption implements AutoCloseable {
  /** How long the end of the work in hand is awaited. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(StopSignal stop) {
    this.hook = new Thread(() -> await(stop), "interruption");
  }

  /** Watches for a signal from now on. */
  public static Interruption watch(StopSignal stop) {
    var interruption = new Interruption(stop);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void await(StopSignal stop) {
    stop.request();
    try {
      boolean inTime = closed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (!inTime) {
        Thread.currentThread().interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work is at its end: lets the process go. */
  @Override
  public void close() {
    closed.countDown();
    try {
      boolean removed = Runtime.getRuntime().removeShutdownHook(hook);
      assert removed;
    } catch (IllegalStateException _) {
      // The process is on its way out already; that is what the latch was for.
    }
  }
}
