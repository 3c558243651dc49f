package dev.syncline.simulator.limits;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The limits of the org and how far they are used. Holds the one lock of this package. */
public final class OrgLimits {
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Limit, Long> maxima = new EnumMap<>(Limit.class);
  private final Map<Limit, RollingCount> used = new EnumMap<>(Limit.class);

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

  /** Forgets all use. */
  public void reset() {
    lock.lock();
    try {
      used.values().forEach(RollingCount::clear);
    } finally {
      lock.unlock();
    }
  }

  public State state(Limit limit) {
    Instant now = clock.instant();
    lock.lock();
    try {
      long maximum = maximum(limit);
      return new State(limit, maximum, Math.max(0, maximum - count(limit).total(now)));
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
