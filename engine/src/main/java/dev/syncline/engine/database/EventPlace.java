package dev.syncline.engine.database;

import java.time.Instant;
import java.util.Comparator;

/**
 * Where the transaction of an event stands among the commits of its org.
 *
 * <p>Source: Change Data Capture Developer Guide, "Change Event Header Fields": {@code
 * commitTimestamp} in whole seconds, {@code commitNumber} growing within one instance of the org.
 *
 * @param at when it was committed, in the org's time
 * @param number decides within a second
 */
public record EventPlace(Instant at, long number) implements Comparable<EventPlace> {
  private static final Comparator<EventPlace> ORDER =
      Comparator.comparing(EventPlace::at).thenComparingLong(EventPlace::number);

  @Override
  public int compareTo(EventPlace other) {
    return ORDER.compare(this, other);
  }
}
