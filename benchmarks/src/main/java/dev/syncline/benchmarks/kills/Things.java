package dev.syncline.benchmarks.kills;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** All things there were, and what was done to them. The only class of this package with a lock. */
final class Things {
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Thing> all = new ArrayList<>();
  private long changes;

  /** Adds a thing that was made. */
  void add(Thing thing) {
    locked(
        () -> {
          all.add(thing);
          changes++;
        });
  }

  /** Notes a change that was acknowledged. */
  void note(Thing thing, Consumer<Thing> change) {
    locked(
        () -> {
          change.accept(thing);
          changes++;
        });
  }

  private void locked(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  /** One of those that are there and nobody probes, if the choice falls on one. */
  Optional<Thing> any(Random random) {
    lock.lock();
    try {
      return all.isEmpty()
          ? Optional.empty()
          : Optional.of(all.get(random.nextInt(all.size())))
              .filter(t -> !t.isDeleted() && !t.mark().startsWith(ShopEdits.PARENT));
    } finally {
      lock.unlock();
    }
  }

  List<Thing> all() {
    lock.lock();
    try {
      return List.copyOf(all);
    } finally {
      lock.unlock();
    }
  }

  long changes() {
    return changes;
  }
}
