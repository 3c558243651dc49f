package dev.syncline.engine.live;

import dev.syncline.engine.database.EventPlace;
import dev.syncline.engine.stream.CarriedFields;
import dev.syncline.engine.stream.ChangeType;
import java.util.Comparator;

/**
 * What one event tells of one record.
 *
 * @param sequence its place in the transaction
 * @param own whether it is a change that we made
 */
record Told(EventPlace place, int sequence, ChangeType type, CarriedFields fields, boolean own) {
  /** In the order in which the org did it, however it was delivered. */
  static final Comparator<Told> ORDER =
      Comparator.comparing(Told::place).thenComparingInt(Told::sequence);

  /** Whether the other is the same event, delivered once more. */
  boolean repeats(Told other) {
    return sequence == other.sequence && type == other.type && place.equals(other.place);
  }
}
