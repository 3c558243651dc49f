package dev.syncline.simulator.data;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The locks of this package: one step of a transaction or one commit happens at a time, and a thing
 * that an open transaction has claimed is kept from the others until it ends. Readers of snapshots
 * never come here.
 */
final class Gate {
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition released = lock.newCondition();
  private final Map<Object, Object> owners = new HashMap<>();
  private final Map<Object, List<Object>> claims = new HashMap<>();
  private final Map<Object, Object> waits = new HashMap<>();
  private final Map<Object, Instant> stamps = new HashMap<>();
  private final Duration patience;

  /**
   * @param patience how long a claim waits for another owner
   */
  Gate(Duration patience) {
    this.patience = patience;
  }

  /** Does something while nobody else is inside. */
  <T> T inside(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Notes that an owner is open from now on, and what it stamps with. Called from inside. */
  void opened(Object owner, Instant stamp) {
    stamps.put(owner, stamp);
  }

  /** The earliest stamp of an owner that is still open. Called from inside. */
  Optional<Instant> earliestStamp() {
    return stamps.values().stream().min(Comparator.naturalOrder());
  }

  /**
   * Claims a thing for an owner, who keeps it until {@link #release}. Called from inside; others
   * may come in while it waits.
   *
   * @return false when the thing stayed with another owner for too long, or at once when that one
   *     waits for this owner itself, through others or not ("a deadlock or timeout condition has
   *     been detected", SOAP API Developer Guide, UNABLE_TO_LOCK_ROW)
   */
  boolean claim(Object thing, Object owner) {
    try {
      Object holder = owners.putIfAbsent(thing, owner);
      if (holder != null && !holder.equals(owner) && !await(thing, owner)) {
        return false;
      }
      if (holder == null || !holder.equals(owner)) {
        claims.computeIfAbsent(owner, key -> new ArrayList<>()).add(thing);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits until the owner has the thing; false when the time is over or the wait is in vain. */
  private boolean await(Object thing, Object owner) throws InterruptedException {
    long left = patience.toNanos();
    waits.put(owner, thing);
    try {
      Object holder = owners.putIfAbsent(thing, owner);
      while (holder != null) {
        if (left <= 0 || holder instanceof RowLocks.Hold || waitsFor(holder, owner)) {
          return false;
        }
        left = released.awaitNanos(left);
        holder = owners.putIfAbsent(thing, owner);
      }
      return true;
    } finally {
      waits.remove(owner);
    }
  }

  /** Whether one waits for another, or for one who does. Nobody waits in a circle before. */
  private boolean waitsFor(Object one, Object other) {
    Object next = one;
    while (next != null && !next.equals(other)) {
      Object thing = waits.get(next);
      next = thing == null ? null : owners.get(thing);
    }
    return next != null;
  }

  /**
   * Claims a thing for an owner without waiting; false when somebody has it. Called from inside.
   */
  boolean hold(Object thing, Object owner) {
    if (owners.putIfAbsent(thing, owner) != null) {
      return false;
    }
    claims.computeIfAbsent(owner, key -> new ArrayList<>()).add(thing);
    return true;
  }

  /** Gives up everything that an owner has claimed. */
  void release(Object owner) {
    lock.lock();
    try {
      stamps.remove(owner);
      List<Object> things = claims.remove(owner);
      if (things != null) {
        things.forEach(owners::remove);
      }
      released.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
