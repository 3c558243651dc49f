package dev.syncline.simulator.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * How much was used in the last so many hours, in {@link #STEPS} steps at most. Not thread-safe.
 */
final class RollingCount {
  /** Into how many steps a span is divided at most: the bound of what is remembered. */
  static final int STEPS = 1_440;

  private record Step(long number, long used) {}

  private final long stepSeconds;
  private final long stepsInSpan;
  private final ArrayDeque<Step> steps = new ArrayDeque<>();
  private long total;

  RollingCount(Duration span) {
    this.stepSeconds = Math.max(1, Math.ceilDiv(span.toSeconds(), STEPS));
    this.stepsInSpan = Math.ceilDiv(span.toSeconds(), stepSeconds);
  }

  long total(Instant now) {
    long oldest = now.getEpochSecond() / stepSeconds - stepsInSpan;
    while (!steps.isEmpty() && steps.getFirst().number() <= oldest) {
      total -= steps.removeFirst().used();
    }
    return total;
  }

  void add(Instant now, long amount) {
    long number = now.getEpochSecond() / stepSeconds;
    Step last = steps.peekLast();
    if (last != null && last.number() >= number) {
      steps.removeLast();
      steps.addLast(new Step(last.number(), last.used() + amount));
    } else {
      steps.addLast(new Step(number, amount));
    }
    total += amount;
  }

  void clear() {
    steps.clear();
    total = 0;
  }
}
