package dev.syncline.simulator.events;

import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** What real orgs do to change events now and then, switched on by who tests against it. */
public final class ChangeQuirks {
  /** From how many changes in a transaction on the org tells of no more. */
  public static final int OVERFLOW = 100_000;

  private final Map<String, Integer> gaps = new ConcurrentHashMap<>();
  private final AtomicBoolean splitting = new AtomicBoolean();
  private final AtomicReference<Double> disorder = new AtomicReference<>(0.0);
  private final AtomicInteger overflow = new AtomicInteger(OVERFLOW);

  /** Turns the next events of an object into gap events. */
  public void gapNext(ObjectDefinition object, int events) {
    gaps.merge(object.name(), events, Integer::sum);
  }

  /** Uses up one of the ordered gaps; false when there is none left. */
  boolean takeGap(ObjectDefinition object) {
    Integer left = gaps.computeIfPresent(object.name(), (name, n) -> n - 1);
    if (left != null && left <= 0) {
      gaps.remove(object.name());
    }
    return left != null;
  }

  /**
   * Sends each update as two events, LastModifiedDate first: seen in a real org for an update that
   * was merged from twenty records, why is not known.
   */
  public void splitUpdates(boolean on) {
    splitting.set(on);
  }

  boolean splitsUpdates() {
    return splitting.get();
  }

  /** Sets how many changes of a transaction are told of; {@link #OVERFLOW} in real orgs. */
  public void overflowAfter(int changes) {
    overflow.set(changes);
  }

  int overflowAfter() {
    return overflow.get();
  }

  /**
   * Publishes this share of the events twice, and as many behind some that come after them:
   * delivery is promised at least once, and in the order of commits only mostly.
   *
   * @param share from 0 to 1
   */
  public void disorder(double share) {
    disorder.set(share);
  }

  double disorder() {
    return disorder.get();
  }

  /** Back to how orgs mostly are. */
  public void reset() {
    gaps.clear();
    splitting.set(false);
    overflow.set(OVERFLOW);
    disorder.set(0.0);
  }
}
