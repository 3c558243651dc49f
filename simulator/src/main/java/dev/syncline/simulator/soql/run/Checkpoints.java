package dev.syncline.simulator.soql.run;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Places in a result that is read in the order of ids, from which reading can go on without passing
 * everything before. For any number of threads.
 */
final class Checkpoints {
  /** About so many are kept, however long the result is. */
  private static final long KEPT = 2_000;

  /** The smallest page of REST. */
  private static final long MIN_STRIDE = 200;

  private final ConcurrentSkipListMap<Long, String> ids = new ConcurrentSkipListMap<>();
  private final long stride;

  /**
   * @param records how many records there are at most, about
   */
  Checkpoints(long records) {
    this.stride = Math.max(MIN_STRIDE, (records / KEPT / MIN_STRIDE + 1) * MIN_STRIDE);
  }

  /** A place: so many rows have passed, the last of them with this id; empty at the start. */
  record Place(long position, String lastId) {}

  /** Notes that the row with this id was the one at this position, counted from one. */
  void passed(long position, String id) {
    if (position % stride == 0) {
      ids.put(position, id);
    }
  }

  /** The last known place at or before a position. */
  Place before(long position) {
    Map.Entry<Long, String> entry = ids.floorEntry(position);
    return entry == null ? new Place(0, "") : new Place(entry.getKey(), entry.getValue());
  }
}
