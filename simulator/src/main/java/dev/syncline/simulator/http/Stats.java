package dev.syncline.simulator.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the server does: calls by route, and whatever else is worth a number. */
public final class Stats {
  private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();

  /** Counts one call of a route. */
  public void called(Route route) {
    calls.computeIfAbsent(route.countedAs(), _ -> new LongAdder()).increment();
  }

  /** Adds to a counter that is no call, such as {@code bulkPagesServed}. */
  public void add(String counter, long amount) {
    counters.computeIfAbsent(counter, _ -> new LongAdder()).add(amount);
  }

  /** Calls by what they are counted as, such as {@code GET /query}; sorted. */
  public Map<String, Long> calls() {
    return sums(calls);
  }

  /** The other counters, sorted. */
  public Map<String, Long> counters() {
    return sums(counters);
  }

  /** Starts again from zero. */
  public void reset() {
    calls.clear();
    counters.values().forEach(LongAdder::reset);
  }

  private static Map<String, Long> sums(Map<String, LongAdder> adders) {
    var sums = new TreeMap<String, Long>();
    adders.forEach((name, adder) -> sums.put(name, adder.sum()));
    return sums;
  }
}
