package dev.syncline.simulator.control;

import dev.syncline.simulator.data.FieldValues;
import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.data.RowFaults;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Disturbance;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fault rules in force. The first rule that fires disturbs a call; the decision of a rule over
 * its k-th matching call depends on the seed and on k alone. Holds the one lock of this package.
 */
final class FaultScript implements RowFaults {
  /** How many rules there can be at once. */
  static final int MAX_RULES = 1_000;

  private static final int PARTS = 1_000_000;

  private static final class Active {
    private final String id;
    private final long number;
    private final FaultRule rule;
    private long matched;
    private long fired;

    Active(long number, FaultRule rule) {
      this.id = "fault-" + number;
      this.number = number;
      this.rule = rule;
    }
  }

  private final long seed;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Active> active = new ArrayList<>();
  private long last;

  FaultScript(long seed) {
    this.seed = seed;
  }

  /** Adds rules behind those in force; returns their ids. */
  List<String> add(List<FaultRule> rules) {
    lock.lock();
    try {
      if (active.size() + rules.size() > MAX_RULES) {
        throw new ApiException(
            400,
            "INVALID_CONTROL_REQUEST",
            "There can be " + MAX_RULES + " rules at most; delete some first.");
      }
      var ids = new ArrayList<String>();
      for (FaultRule rule : rules) {
        var added = new Active(++last, rule);
        active.add(added);
        ids.add(added.id);
      }
      return ids;
    } finally {
      lock.unlock();
    }
  }

  /** Takes all rules away, and starts to number them anew. */
  void clear() {
    lock.lock();
    try {
      active.clear();
      last = 0;
    } finally {
      lock.unlock();
    }
  }

  /** Takes one rule away; false when there is none of this id. */
  boolean remove(String id) {
    lock.lock();
    try {
      return active.removeIf(rule -> rule.id.equals(id));
    } finally {
      lock.unlock();
    }
  }

  /** The rules in force, and how often each matched and fired. */
  List<Map<String, Object>> list() {
    lock.lock();
    try {
      var list = new ArrayList<Map<String, Object>>();
      for (Active rule : active) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("id", rule.id);
        entry.put("rule", rule.rule.source());
        entry.put("matched", rule.matched);
        entry.put("fired", rule.fired);
        list.add(entry);
      }
      return list;
    } finally {
      lock.unlock();
    }
  }

  /** What happens to this call. */
  Disturbance decide(Call call) {
    return decide(
            target ->
                target instanceof FaultRule.Calls calls && calls.matches(call)
                    ? Optional.of(calls.disturbance())
                    : Optional.empty())
        .orElse(Disturbance.NONE);
  }

  @Override
  public Optional<RecordError> fault(
      Operation operation, ObjectDefinition object, FieldValues values) {
    return decide(
        target ->
            target instanceof FaultRule.Rows rows && rows.matches(operation, object, values)
                ? Optional.of(rows.error())
                : Optional.empty());
  }

  /** What the first rule says that matches and fires; the others that match count on. */
  private <T> Optional<T> decide(Function<FaultRule.Target, Optional<T>> match) {
    lock.lock();
    try {
      Optional<T> decided = Optional.empty();
      for (Active rule : active) {
        Optional<T> said = match.apply(rule.rule.target());
        if (said.isPresent()) {
          rule.matched++;
          if (decided.isEmpty() && fires(rule)) {
            rule.fired++;
            decided = said;
          }
        }
      }
      return decided;
    } finally {
      lock.unlock();
    }
  }

  private boolean fires(Active rule) {
    if (rule.fired >= rule.rule.times()) {
      return false;
    }
    Long nth = rule.rule.nth();
    if (nth != null && rule.matched < nth) {
      return false;
    }
    return drawn(rule.rule.rate(), rule);
  }

  private boolean drawn(@Nullable BigDecimal rate, Active rule) {
    if (rate == null) {
      return true;
    }
    long place = seed * 0x9E3779B97F4A7C15L + rule.number * 0xBF58476D1CE4E5B9L + rule.matched;
    int draw = new SplittableRandom(place).nextInt(PARTS);
    return draw < rate.multiply(BigDecimal.valueOf(PARTS)).intValue();
  }
}
