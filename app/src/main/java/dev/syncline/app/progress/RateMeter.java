package dev.syncline.app.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Measures how many records a second go by, over the last while. Used by one thread at a time. */
final class RateMeter {
  private static final Duration WINDOW = Duration.ofSeconds(15);
  private static final int MAX_SAMPLES = 256;

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(Instant at, long records) {}

  /** Takes note of how many records there are by now. */
  void note(Instant now, long records) {
    if (!samples.isEmpty() && records < samples.getLast().records()) {
      samples.clear(); // the reading began anew
    }
    samples.addLast(new Sample(now, records));
    boolean old = samples.getFirst().at().isBefore(now.minus(WINDOW));
    while (samples.size() > 2 && (old || samples.size() > MAX_SAMPLES)) {
      samples.removeFirst();
      old = samples.getFirst().at().isBefore(now.minus(WINDOW));
    }
  }

  /** Records a second; 0 while nothing can be said. */
  long perSecond() {
    if (samples.size() < 2) {
      return 0;
    }
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    long millis = Duration.between(first.at(), last.at()).toMillis();
    return millis == 0 ? 0 : (last.records() - first.records()) * 1_000 / millis;
  }
}
