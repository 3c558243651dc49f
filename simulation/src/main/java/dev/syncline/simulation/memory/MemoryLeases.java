package dev.syncline.simulation.memory;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.Leases;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;

/** Leases on jobs. */
final class MemoryLeases implements Leases {
  private record Held(long fence, Instant until) {}

  private final Store store;
  private final TreeMap<String, Held> held = new TreeMap<>();

  MemoryLeases(Store store) {
    this.store = store;
  }

  /** The process that holds all leases is dead. */
  void processDied() {
    held.replaceAll((_, lease) -> new Held(lease.fence(), Instant.MIN));
  }

  @Override
  public Lease acquire(String job, Duration duration) {
    Held before = held.getOrDefault(job, new Held(0, Instant.MIN));
    if (before.until().isAfter(store.now())) {
      throw failure(Lease.HELD, "Another has the job " + job);
    }
    held.put(job, new Held(before.fence() + 1, store.now().plus(duration)));
    return new Lease(job, before.fence() + 1);
  }

  @Override
  public void renew(Lease lease, Duration duration) {
    check(lease);
    held.put(lease.job(), new Held(lease.fence(), store.now().plus(duration)));
  }

  @Override
  public void release(Lease lease) {
    Held now = held.get(lease.job());
    if (now != null && now.fence() == lease.fence()) {
      held.put(lease.job(), new Held(lease.fence(), Instant.MIN));
    }
  }

  /** Fails if another has taken the job over. */
  void check(Lease lease) {
    Held now = held.get(lease.job());
    if (now == null || now.fence() != lease.fence()) {
      throw failure(Lease.LOST, "Another has taken the job " + lease.job() + " over");
    }
  }

  private static DatabaseException failure(String code, String message) {
    return new DatabaseException(
        new Problem(code, ErrorClass.TRANSIENT, message, "Nothing: the other goes on"));
  }
}
