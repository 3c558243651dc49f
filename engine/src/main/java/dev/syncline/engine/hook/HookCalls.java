package dev.syncline.engine.hook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Calls others' code within its time, a bounded number of calls at once. The class with the lock of
 * this room.
 *
 * <p>Calls run on threads of the system: a call that never ends and cannot be interrupted must not
 * hold one of the few carriers on which everything else runs. It keeps its place among the calls,
 * so that at most {@link #MAX_AT_ONCE} such threads are ever left behind.
 */
final class HookCalls {
  /** The most calls of one hook at once. */
  static final int MAX_AT_ONCE = 8;

  private final Semaphore places = new Semaphore(MAX_AT_ONCE);
  private final String name;
  private final Duration timeout;
  private final InstantSource clock;

  /** Until when nobody is asked after a call that took too long: pages must go on meanwhile. */
  private volatile Instant resting = Instant.MIN;

  HookCalls(String name, Duration timeout, InstantSource clock) {
    this.name = name;
    this.timeout = timeout;
    this.clock = clock;
  }

  /**
   * What a call answers.
   *
   * @throws HookFailedException if it throws, or has not ended in time
   */
  <A> A call(Supplier<A> work) {
    var task = new FutureTask<>(work::get);
    if (clock.instant().isBefore(resting)) {
      throw new HookFailedException("it took too long a moment ago, and is left alone");
    }
    try {
      if (!places.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new HookFailedException("%d calls of it have not ended yet".formatted(MAX_AT_ONCE));
      }
      Thread.ofPlatform().daemon().name("hook " + name).start(() -> run(task));
      return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      task.cancel(true);
      resting = clock.instant().plus(timeout);
      throw new HookFailedException("it took longer than " + timeout.toMillis() + " ms");
    } catch (InterruptedException _) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new HookFailedException("the process was asked to stop");
    } catch (ExecutionException e) {
      throw new HookFailedException(words(e.getCause() == null ? e : e.getCause()));
    }
  }

  private void run(FutureTask<?> task) {
    try {
      task.run();
    } finally {
      places.release();
    }
  }

  private static String words(Throwable cause) {
    String message = cause.getMessage();
    if (cause instanceof HookFailedException && message != null) {
      return message;
    }
    String type = cause.getClass().getSimpleName();
    return message == null ? type : type + ": " + message;
  }
}
