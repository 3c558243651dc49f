package dev.syncline.simulator.events;

import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What real orgs do to change events now and then, switched on by who tests against it. */
public final class ChangeQuirks {
  /** From how many changes in a transaction on the org tells of no more. */
  public static final int OVERFLOW = 100_000;

  private final Map<String, Integer> gaps = new ConcurrentHashMap<>();
  private final AtomicBoolean splitting = new AtomicBoolean();
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

  /** Back to how orgs mostly are. */
  public void reset() {
    gaps.clear();
    splitting.set(false);
    overflow.set(OVERFLOW);
  }
}
