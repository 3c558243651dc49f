package dev.syncline.salesforce.budget;

import dev.syncline.engine.org.Budget;
import dev.syncline.engine.org.Budget.Limit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps the newest word on an org's limits: the limits resource tells all of them, every answer
 * tells the daily calls besides. Safe for many threads: each note replaces one immutable value.
 */
public final class BudgetKeeper {
  /** The daily calls as the limits resource names them. */
  public static final String DAILY_CALLS = "DailyApiRequests";

  /** How long an answer of the limits resource counts; the org itself updates it every 5 min. */
  static final Duration FRESH_FOR = Duration.ofMinutes(5);

  private static final int MAX_LIMITS = 500;

  /** REST API Developer Guide, "Limit Info Header": {@code api-usage=18/5000}. */
  private static final Pattern USAGE =
      Pattern.compile("(?:^|[\\s,;])api-usage=(\\d{1,12})/(\\d{1,12})");

  private final InstantSource clock;
  private final AtomicReference<Known> known =
      new AtomicReference<>(new Known(Map.of(), Optional.empty()));

  public BudgetKeeper(InstantSource clock) {
    this.clock = clock;
  }

  /** Notes the {@code Sforce-Limit-Info} of an answer; anything unreadable is passed over. */
  public void noteAnswer(String limitInfo) {
    Matcher usage = USAGE.matcher(limitInfo);
    if (usage.find()) {
      long used = Long.parseLong(usage.group(1));
      long max = Long.parseLong(usage.group(2));
      Limit limit = new Limit(DAILY_CALLS, max, Math.max(0, max - used));
      known.updateAndGet(before -> before.with(limit));
    }
  }

  /** Notes an answer of the limits resource. */
  public void noteLimits(List<Limit> limits) {
    Instant now = clock.instant();
    Map<String, Limit> byName = new LinkedHashMap<>();
    limits.stream().limit(MAX_LIMITS).forEach(limit -> byName.put(limit.name(), limit));
    known.set(new Known(byName, Optional.of(now)));
  }

  /** Whether the limits resource was asked lately. */
  public boolean isFresh() {
    Instant now = clock.instant();
    return known
        .get()
        .asked()
        .filter(at -> !at.isAfter(now) && at.plus(FRESH_FOR).isAfter(now))
        .isPresent();
  }

  /** The newest word on every limit. */
  public Budget budget() {
    return new Budget(List.copyOf(known.get().limits().values()));
  }

  private record Known(Map<String, Limit> limits, Optional<Instant> asked) {
    Known with(Limit limit) {
      Map<String, Limit> next = new LinkedHashMap<>(limits);
      next.put(limit.name(), limit);
      return new Known(next, asked);
    }
  }
}
