package dev.syncline.salesforce.http;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cuts exchanges off whose deadline has passed: the JDK's own timeout ends with the head of an
 * answer, so that a body could stall for ever. The only class of this room that shares state
 * between threads.
 */
public final class Watchdog implements AutoCloseable {
  private static final int LOOKS_PER_IDLE = 4;

  private final ScheduledThreadPoolExecutor timer;

  public Watchdog() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("syncline-http-watchdog").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Starts to watch one exchange; its total deadline runs from now. */
  Watch watch(CallLimits limits) {
    return new Watch(limits);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** One exchange under watch. Ends with {@link #close()}. */
  final class Watch implements AutoCloseable {
    private final ScheduledFuture<?> end;
    private final ScheduledFuture<?> looks;
    private final Duration idle;
    private volatile boolean reading;
    private volatile long reads;
    private volatile @Nullable String expired;
    private @Nullable Closeable guarded;
    private long readsSeen;
    private int quietLooks;

    private Watch(CallLimits limits) {
      idle = limits.idle();
      String late = "the exchange took longer than " + limits.total();
      end = timer.schedule(() -> expire(late), limits.total().toNanos(), TimeUnit.NANOSECONDS);
      long rhythm = Math.max(1, idle.toNanos() / LOOKS_PER_IDLE);
      looks = timer.scheduleWithFixedDelay(this::look, rhythm, rhythm, TimeUnit.NANOSECONDS);
    }

    /** What to close when a deadline passes; closed at once if one has passed already. */
    void guard(Closeable body) {
      boolean late;
      synchronized (this) {
        guarded = body;
        late = expired != null;
      }
      if (late) {
        cut(body);
      }
    }

    /** A read of the body begins: from now on silence counts. */
    void readBegins() {
      reading = true;
    }

    /** A read of the body came back. */
    void readEnds() {
      reads = reads + 1;
      reading = false;
    }

    /** Which deadline has passed; empty if none. */
    Optional<String> expired() {
      return Optional.ofNullable(expired);
    }

    /** Ends the watch. */
    @Override
    public void close() {
      end.cancel(false);
      looks.cancel(false);
    }

    private void look() {
      long now = reads;
      quietLooks = reading && now == readsSeen ? quietLooks + 1 : 0;
      readsSeen = now;
      if (quietLooks >= LOOKS_PER_IDLE) {
        expire("no byte came for " + idle);
      }
    }

    private void expire(String why) {
      Closeable body;
      synchronized (this) {
        if (expired == null) {
          expired = why;
        }
        body = guarded;
      }
      close();
      if (body != null) {
        Thread.startVirtualThread(() -> cut(body));
      }
    }

    private static void cut(Closeable body) {
      try {
        body.close();
      } catch (IOException ignored) {
        // The reader learns of the deadline by itself.
      }
    }
  }
}
