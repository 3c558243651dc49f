package dev.syncline.engine.database;

import dev.syncline.model.Direction;
import dev.syncline.model.MappingName;
import java.time.Instant;

/**
 * What a compare has proven of one way of a mapping: how many records were equal on both sides at a
 * time, and how many were not.
 *
 * @param direction PULL or PUSH
 * @param asOf the org's time when the reading began: what was equal is equal as of then or later
 * @param equal records whose fields of that direction are the same on both sides
 * @param inFlight those whose change is on its way
 * @param parked those that are set aside with a reason
 * @param different those that differ though nothing is on its way
 * @param unchecked doubts that were too many to be looked into
 * @param repairs how many of the different ones were queued to be repaired
 * @param calls the calls that the compare made to the org
 * @param seconds how long it took
 */
public record Certificate(
    MappingName mapping,
    Direction direction,
    Instant asOf,
    long equal,
    long inFlight,
    long parked,
    long different,
    long unchecked,
    long repairs,
    long calls,
    long seconds) {
  public Certificate {
    if (direction == Direction.BOTH) {
      throw new IllegalArgumentException("A certificate is for one way");
    }
  }

  /** Whether both sides are equal but for what is on its way or set aside. */
  public boolean holds() {
    return different == 0 && unchecked == 0;
  }
}
