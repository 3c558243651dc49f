package dev.syncline.simulator.limits;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** The limits of the org and how far they are used. Holds the one lock of this package. */
public final class OrgLimits {
  /**
   * From when on a call is a long one. Salesforce Developer Limits Quick Reference: Concurrent API
   * Request Limits.
   */
  static final Duration LONG_CALL = Duration.ofSeconds(20);

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Limit, Long> maxima = new EnumMap<>(Limit.class);
  private final Map<Limit, RollingCount> used = new EnumMap<>(Limit.class);
  private final Map<Limit, LongSupplier> measured = new ConcurrentHashMap<>();
  private final Map<Object, Instant> running = new IdentityHashMap<>();

  /**
   * @param clock the org's clock: windows roll with it
   */
  public OrgLimits(InstantSource clock) {
    this.clock = clock;
    for (Limit limit : Limit.values()) {
      maxima.put(limit, limit.startingMaximum());
      used.put(limit, new RollingCount(limit.span().length()));
    }
  }

  /**
   * How far one limit is used.
   *
   * @param remaining never below zero
   */
  public record State(Limit limit, long maximum, long remaining) {
    /** What is used up. */
    public long used() {
      return maximum - remaining;
    }
  }

  /** Uses some of a limit, all or nothing: false, and nothing used, when not enough is left. */
  public boolean use(Limit limit, long amount) {
    Instant now = clock.instant();
    lock.lock();
    try {
      RollingCount count = count(limit);
      if (count.total(now) + amount > maximum(limit)) {
        return false;
      }
      count.add(now, amount);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Gives back what was used of a stock. */
  public void giveBack(Limit limit, long amount) {
    Instant now = clock.instant();
    lock.lock();
    try {
      RollingCount count = count(limit);
      count.add(now, -Math.min(amount, count.total(now)));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets a call begin, unless as many as are allowed have been running for 20 seconds of the org's
   * clock.
   *
   * @param call known by its identity until {@link #ended}
   */
  public boolean begin(Object call) {
    Instant now = clock.instant();
    lock.lock();
    try {
      boolean free =
          running.size() < maximum(Limit.CONCURRENT_LONG_CALLS)
              || longCalls(now) < maximum(Limit.CONCURRENT_LONG_CALLS);
      if (free) {
        running.put(call, now);
      }
      return free;
    } finally {
      lock.unlock();
    }
  }

  /** A call has been answered; one that was not let in may be told of too. */
  public void ended(Object call) {
    lock.lock();
    try {
      running.remove(call);
    } finally {
      lock.unlock();
    }
  }

  /** How many calls have been running for long; called with the lock. */
  private long longCalls(Instant now) {
    Instant latest = now.minus(LONG_CALL);
    return running.values().stream().filter(began -> !began.isAfter(latest)).count();
  }

  /** Sets what a limit allows; what is used of it stays used. */
  public void setMaximum(Limit limit, long maximum) {
    if (maximum < 0) {
      throw new IllegalArgumentException(limit.wireName() + " cannot allow " + maximum);
    }
    lock.lock();
    try {
      maxima.put(limit, maximum);
    } finally {
      lock.unlock();
    }
  }

  /** What a limit allows, whatever is used of it. */
  public long allowed(Limit limit) {
    lock.lock();
    try {
      return maximum(limit);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets all use. */
  public void reset() {
    lock.lock();
    try {
      used.values().forEach(RollingCount::clear);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Has the use of a stock measured from now on, beside what is counted.
   *
   * @param use is asked outside of the lock
   */
  public void measure(Limit limit, LongSupplier use) {
    measured.put(limit, use);
  }

  public State state(Limit limit) {
    Instant now = clock.instant();
    LongSupplier measure = measured.get(limit);
    long found = measure == null ? 0 : measure.getAsLong();
    lock.lock();
    try {
      long maximum = maximum(limit);
      long counted =
          limit == Limit.CONCURRENT_LONG_CALLS ? longCalls(now) : count(limit).total(now);
      long used = found + counted;
      return new State(limit, maximum, Math.max(0, maximum - used));
    } finally {
      lock.unlock();
    }
  }

  /** All limits, by name. */
  public List<State> all() {
    return List.of(Limit.values()).stream().map(this::state).toList();
  }

  /** The value of {@code Sforce-Limit-Info}, such as {@code api-usage=18/5000}. */
  public String usageHeader() {
    State state = state(Limit.DAILY_API_REQUESTS);
    return "api-usage=" + state.used() + "/" + state.maximum();
  }

  private long maximum(Limit limit) {
    return maxima.getOrDefault(limit, 0L);
  }

  private RollingCount count(Limit limit) {
    return used.computeIfAbsent(limit, l -> new RollingCount(l.span().length()));
  }
}
