package dev.syncline.engine.sync;

import dev.syncline.engine.budget.CallBudget;
import dev.syncline.engine.budget.CallSample;
import dev.syncline.engine.budget.Forecast;
import dev.syncline.engine.budget.Stage;
import dev.syncline.engine.database.LaneBook;
import dev.syncline.engine.database.LaneBook.Cost;
import dev.syncline.engine.org.Budget;
import dev.syncline.engine.org.CallCount;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.schedule.LaneName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps an eye on the calls that an org still gives, and counts what each lane makes of them. What
 * answers say by the way is enough while there is plenty; the org is asked only while lanes wait,
 * as nothing else would tell that they may go on.
 */
final class Spending {
  private static final Duration ASKED_EVERY = Duration.ofMinutes(1);
  private static final Duration SAMPLED_EVERY = Duration.ofMinutes(5);
  private static final Duration WRITTEN_EVERY = Duration.ofSeconds(10);

  /** Some more than an hour has of them, so that a restless clock makes no heap. */
  private static final int MAX_SAMPLES = 30;

  private final Org org;
  private final LaneBook book;
  private final int reservePercent;
  private final InstantSource clock;
  private final List<CallSample> samples = new ArrayList<>();
  private final Map<LaneName, Long> costs = new LinkedHashMap<>();
  private boolean remembered;
  private boolean looked;
  private long made;
  private Optional<Budget.Limit> daily = Optional.empty();
  private Optional<CallBudget> budget = Optional.empty();
  private Instant asked = Instant.MIN;
  private Instant written = Instant.MIN;

  Spending(Org org, LaneBook book, int reservePercent, InstantSource clock) {
    this.org = org;
    this.book = book;
    this.reservePercent = reservePercent;
    this.clock = clock;
  }

  /** How the org's calls stand; empty if it has not said so yet. */
  Optional<CallBudget> budget() {
    if (!looked) {
      look();
    }
    boolean waiting = budget.filter(b -> b.stage() != Stage.PLENTY).isPresent();
    if (waiting && passed(asked, ASKED_EVERY)) {
      asked = clock.instant();
      ask();
      look();
    }
    return budget;
  }

  /** Who waits; while the org has not said anything, nobody does. */
  Stage stage() {
    return budget().map(CallBudget::stage).orElse(Stage.PLENTY);
  }

  private void ask() {
    try {
      org.budget();
    } catch (OrgException e) {
      switch (e.errorClass()) {
        case LIMIT, TRANSIENT, ACCESS -> {
          // No answer is none that calls are free again: lanes wait on, and say so.
        }
        case DATA, MAPPING, BUG -> throw e;
      }
    }
  }

  /** Puts down the calls since the last look to a lane. */
  void charge(LaneName lane) {
    long before = made;
    look();
    if (made > before) {
      costs.merge(lane, made - before, Long::sum);
    }
  }

  /** Puts down calls that another thread made for a lane; they are in the org's count too. */
  void charge(LaneName lane, long calls) {
    if (calls > 0) {
      costs.merge(lane, calls, Long::sum);
      made += calls;
    }
  }

  private void look() {
    CallCount count = org.calls();
    looked = true;
    made = count.made();
    daily = count.daily();
    budget = daily.flatMap(this::forecast);
  }

  private Optional<CallBudget> forecast(Budget.Limit limit) {
    var newest = new CallSample(clock.instant(), limit.max(), limit.remaining());
    List<CallSample> all = new ArrayList<>(samples());
    all.removeIf(s -> !s.at().isBefore(newest.at()));
    all.add(newest);
    return Forecast.of(all, reservePercent);
  }

  private List<CallSample> samples() {
    if (!remembered) {
      samples.addAll(book.samples(org.name(), clock.instant().minus(Forecast.LOOK_BACK)));
      remembered = true;
    }
    return samples;
  }

  /** Writes down what it noted, if that was not done lately. */
  void write() {
    if (passed(written, WRITTEN_EVERY)) {
      writeNow();
    }
  }

  /** Writes down what it noted. */
  void writeNow() {
    Instant now = clock.instant();
    written = now;
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    for (Map.Entry<LaneName, Long> cost : Map.copyOf(costs).entrySet()) {
      book.charge(new Cost(cost.getKey(), hour, cost.getValue()));
      costs.remove(cost.getKey());
    }
    boolean due = samples().isEmpty() || passed(samples.getLast().at(), SAMPLED_EVERY);
    if (daily.isPresent() && due) {
      var sample = new CallSample(now, daily.get().max(), daily.get().remaining());
      book.note(org.name(), sample);
      samples.add(sample);
      samples.removeIf(s -> s.at().isBefore(now.minus(Forecast.LOOK_BACK)));
      while (samples.size() > MAX_SAMPLES) {
        samples.removeFirst();
      }
    }
  }

  /** Whether so much time has passed; a clock that went back counts as if it had. */
  private boolean passed(Instant since, Duration time) {
    Instant now = clock.instant();
    return since.equals(Instant.MIN) || now.isBefore(since) || !now.isBefore(since.plus(time));
  }
}
