package dev.syncline.simulator.data;

import dev.syncline.simulator.data.PendingWrites.RecordKey;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Records that are locked on request, as a long transaction of somebody else would lock them: a
 * write of one, or of a detail of one, is refused at once.
 */
public final class RowLocks {
  /** How many records can be locked at once. */
  public static final int MAX_LOCKS = 10_000;

  private final OrgData org;
  private final Gate gate;
  private final Map<String, String> held = new LinkedHashMap<>();
  private long last;

  RowLocks(OrgData org, Gate gate) {
    this.org = org;
    this.gate = gate;
  }

  /** In whose name a record is locked. */
  record Hold(String lockId) {}

  /**
   * Locks a record.
   *
   * @param id 18 characters
   * @return the lock's id; empty when the record is locked already, or there are too many locks
   */
  public Optional<String> lock(ObjectDefinition object, String id) {
    return gate.inside(
        () -> {
          long number = org.samples().of(object).ids().number(id);
          var hold = new Hold("lock-" + (last + 1));
          boolean room = held.size() < MAX_LOCKS;
          if (!room || !gate.hold(new RecordKey(object, number), hold)) {
            return Optional.<String>empty();
          }
          last++;
          held.put(hold.lockId(), id);
          return Optional.of(hold.lockId());
        });
  }

  /** Lets a record go; false when there is no lock of this id. */
  public boolean unlock(String lockId) {
    boolean known = gate.inside(() -> held.remove(lockId) != null);
    if (known) {
      gate.release(new Hold(lockId));
    }
    return known;
  }

  /** The ids of the locked records by the ids of their locks. */
  public Map<String, String> held() {
    return gate.inside(() -> new LinkedHashMap<>(held));
  }
}
