package dev.syncline.simulator.events;

import dev.syncline.simulator.events.avro.ChangeType;
import java.time.Instant;
import java.util.List;

/**
 * A gap event that is asked for.
 *
 * @param type one of the gap types
 * @param recordIds 18 characters each, or a wildcard of a key prefix such as {@code 001*}; for an
 *     overflow none
 * @param userId whose change it tells of, 18 characters
 * @param at when it was committed
 */
public record GapOrder(ChangeType type, List<String> recordIds, String userId, Instant at) {
  /** What overflow events have in place of record ids. */
  public static final String NO_RECORD = "000000000000000AAA";

  public GapOrder {
    if (!type.isGap()) {
      throw new IllegalArgumentException(
          type
              + " is no gap; order GAP_CREATE, GAP_UPDATE, GAP_DELETE, GAP_UNDELETE or"
              + " GAP_OVERFLOW");
    }
    if (recordIds.isEmpty() && type != ChangeType.GAP_OVERFLOW) {
      throw new IllegalArgumentException("a " + type + " needs the id of a record, or a wildcard");
    }
    recordIds = type == ChangeType.GAP_OVERFLOW ? List.of(NO_RECORD) : List.copyOf(recordIds);
  }
}
