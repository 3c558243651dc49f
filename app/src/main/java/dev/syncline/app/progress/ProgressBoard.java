package dev.syncline.app.progress;

import dev.syncline.engine.refresh.RefreshListener;
import dev.syncline.engine.refresh.RefreshProgress;
import dev.syncline.model.MappingName;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far refreshes are. On a terminal the line of the mapping at work is redrawn; in a pipe
 * a line is written every 10 s or 10 %. The class with the lock of this room.
 */
public final class ProgressBoard implements RefreshListener, AutoCloseable {
  private static final Duration REDRAW = Duration.ofMillis(100);
  private static final Duration SPEAK = Duration.ofSeconds(10);
  private static final long SPEAK_PERCENT = 10;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream err;
  private final boolean terminal;
  private final int columns;
  private final InstantSource clock;
  private final LongSupplier calls;

  private @Nullable MappingName shown;
  private RateMeter meter = new RateMeter();
  private Instant written = Instant.MIN;
  private long writtenPercent;
  private boolean open;

  /**
   * A board on standard error.
   *
   * @param calls the calls made to the org so far
   */
  public ProgressBoard(
      PrintStream err, boolean terminal, int columns, InstantSource clock, LongSupplier calls) {
    this.err = err;
    this.terminal = terminal;
    this.columns = columns;
    this.clock = clock;
    this.calls = calls;
  }

  @Override
  public synchronized void progressed(RefreshProgress progress) {
    Instant now = clock.instant();
    if (!progress.mapping().equals(shown)) {
      clear();
      shown = progress.mapping();
      meter = new RateMeter();
      written = terminal ? Instant.MIN : now;
      writtenPercent = 0;
    }
    if (progress.phase() == RefreshProgress.Phase.LOADING) {
      meter.note(now, progress.outcome().records());
    }
    var line = new ProgressLine(progress, meter.perSecond(), calls.getAsLong());
    if (terminal) {
      redraw(line, now);
    } else {
      speak(line, now);
    }
  }

  /** Takes the line away, so that something else can be said. */
  public synchronized void clear() {
    if (open) {
      err.print(CLEAR);
      err.flush();
      open = false;
      written = Instant.MIN;
    }
  }

  @Override
  public void close() {
    clear();
  }

  private void redraw(ProgressLine line, Instant now) {
    if (written.equals(Instant.MIN) || Duration.between(written, now).compareTo(REDRAW) >= 0) {
      err.print(CLEAR + line.text(columns - 1));
      err.flush();
      written = now;
      open = true;
    }
  }

  private void speak(ProgressLine line, Instant now) {
    long percent = line.percent().orElse(writtenPercent);
    boolean due =
        Duration.between(written, now).compareTo(SPEAK) >= 0
            || percent >= writtenPercent + SPEAK_PERCENT;
    if (due) {
      err.println(line.text(Integer.MAX_VALUE));
      err.flush();
      written = now;
      writtenPercent = percent - percent % SPEAK_PERCENT;
    }
  }
}
