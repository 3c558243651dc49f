package dev.syncline.engine.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Foretells how long an org's calls last. Pure.
 *
 * <p>The limit is over the last 24 hours, not over a day: what is left shrinks by the calls that
 * everybody makes and grows by those of 24 hours ago. So the pace is taken from what is left
 * itself.
 *
 * <p>Source: Salesforce Developer Limits and Allocations Quick Reference, "API Request Limits and
 * Allocations".
 */
public final class Forecast {
  /** How far back the pace is looked at. */
  public static final Duration LOOK_BACK = Duration.ofHours(1);

  /** Over less than this the pace says nothing. */
  static final Duration LEAST_SPAN = Duration.ofMinutes(10);

  private static final Duration TIGHT_WITHIN = Duration.ofHours(6);
  private static final Duration SCARCE_WITHIN = Duration.ofHours(1);
  private static final long SECONDS_PER_HOUR = Duration.ofHours(1).toSeconds();

  private Forecast() {}

  /**
   * How the calls stand.
   *
   * @param samples what the org said; the newest counts, those of the last hour tell the pace
   * @param reservePercent the share of all calls that is for the org's other users
   * @return empty if the org has said nothing
   */
  public static Optional<CallBudget> of(List<CallSample> samples, int reservePercent) {
    return samples.stream()
        .max(Comparator.comparing(CallSample::at))
        .map(newest -> of(newest, samples, reservePercent));
  }

  private static CallBudget of(CallSample newest, List<CallSample> samples, int reservePercent) {
    long reserved = newest.max() * reservePercent / 100;
    long ours = Math.max(0, newest.remaining() - reserved);
    Optional<Long> perHour = perHour(newest, samples);
    Optional<Duration> lasts =
        perHour
            .filter(pace -> pace > 0)
            .map(pace -> Duration.ofSeconds(times(ours, SECONDS_PER_HOUR, pace)));
    Stage stage = stage(ours, newest.max() - reserved, lasts);
    return new CallBudget(newest.max(), newest.remaining(), reserved, perHour, lasts, stage);
  }

  private static Optional<Long> perHour(CallSample newest, List<CallSample> samples) {
    Instant from = newest.at().minus(LOOK_BACK);
    return samples.stream()
        .filter(s -> !s.at().isBefore(from) && s.max() == newest.max())
        .min(Comparator.comparing(CallSample::at))
        .filter(s -> Duration.between(s.at(), newest.at()).compareTo(LEAST_SPAN) >= 0)
        .map(
            s ->
                times(
                    s.remaining() - newest.remaining(),
                    SECONDS_PER_HOUR,
                    Duration.between(s.at(), newest.at()).toSeconds()));
  }

  private static long times(long number, long by, long dividedBy) {
    return BigDecimal.valueOf(number)
        .multiply(BigDecimal.valueOf(by))
        .divide(BigDecimal.valueOf(dividedBy), RoundingMode.FLOOR)
        .longValue();
  }

  private static Stage stage(long left, long share, Optional<Duration> lasts) {
    if (left == 0) {
      return Stage.SPENT;
    }
    boolean half = left < share / 2;
    if (left < share / 10 || (half && endsWithin(lasts, SCARCE_WITHIN))) {
      return Stage.SCARCE;
    }
    return left < share / 4 || (half && endsWithin(lasts, TIGHT_WITHIN))
        ? Stage.TIGHT
        : Stage.PLENTY;
  }

  private static boolean endsWithin(Optional<Duration> lasts, Duration time) {
    return lasts.filter(l -> l.compareTo(time) < 0).isPresent();
  }
}
