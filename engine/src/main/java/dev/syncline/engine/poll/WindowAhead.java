package dev.syncline.engine.poll;

import dev.syncline.engine.org.ChangeReader.Window;
import dev.syncline.engine.org.ChangeReader.WindowPage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads windows, the next full page while the one before is applied: one page at most lies ready.
 * Each is read under a number from before its reading began. Used under the mapping's lease.
 */
final class WindowAhead {
  private final LongSupplier numbers;
  private final Function<Window, WindowPage> org;
  private @Nullable Begun begun;

  /** A page with the number that its reading has. */
  record Read(long token, WindowPage page) {}

  private record Begun(Window window, FutureTask<Read> reading) {}

  /**
   * @param numbers gives each reading its number
   * @param org reads a window
   */
  WindowAhead(LongSupplier numbers, Function<Window, WindowPage> org) {
    this.numbers = numbers;
    this.org = org;
  }

  /** The page of a window: the one whose reading has begun if it is the same, else a new one. */
  Read read(Window window) {
    Begun ready = begun;
    begun = null;
    return ready != null && ready.window().equals(window) ? taken(ready) : now(window);
  }

  /** Begins to read the page that will be asked for next. */
  void begin(Window next) {
    var reading = new FutureTask<>(() -> now(next));
    begun = new Begun(next, reading);
    Thread.ofVirtual().name("window-ahead").start(reading);
  }

  private Read now(Window window) {
    long token = numbers.getAsLong();
    return new Read(token, org.apply(window));
  }

  /** What kept it from being read is not kept: it is read anew, and fails again if it must. */
  private Read taken(Begun ready) {
    try {
      return ready.reading().get();
    } catch (ExecutionException _) {
      return now(ready.window());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return now(ready.window());
    }
  }
}
