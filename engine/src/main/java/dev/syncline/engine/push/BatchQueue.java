package dev.syncline.engine.push;

import dev.syncline.engine.push.WriteRouting.Routed;
import dev.syncline.model.PushOutcome;
import dev.syncline.model.RecordId;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands batches to those who send them, each once, in their order but for batches that would lock a
 * record which another one in hand locks. The class with the lock of this room: everything in it is
 * guarded by it.
 */
final class BatchQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Routed> left;
  private final Set<RecordId> locked = new HashSet<>();
  private PushOutcome outcome = PushOutcome.NONE;
  private @Nullable RuntimeException failure;

  BatchQueue(List<Routed> batches) {
    this.left = new LinkedList<>(batches);
  }

  /** The next batch that may go; waits while all that are left would meet one in hand. */
  Optional<Routed> take() {
    lock.lock();
    try {
      while (!left.isEmpty()) {
        for (Routed batch : left) {
          if (Collections.disjoint(batch.locks(), locked)) {
            left.remove(batch);
            locked.addAll(batch.locks());
            return Optional.of(batch);
          }
        }
        changed.awaitUninterruptibly();
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Takes back a batch with what it came to. */
  void done(Routed batch, PushOutcome came) {
    lock.lock();
    try {
      locked.removeAll(batch.locks());
      outcome = outcome.plus(came);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Hands out no more batches; the first failure is kept. */
  void fail(RuntimeException cause) {
    lock.lock();
    try {
      if (failure == null) {
        failure = cause;
      }
      left.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for those who send; when interrupted, only for what they have in hand. */
  void await(List<Thread> threads) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException _) {
          interrupted = true;
          close();
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void close() {
    lock.lock();
    try {
      left.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What all batches came to that are done. */
  PushOutcome outcome() {
    lock.lock();
    try {
      return outcome;
    } finally {
      lock.unlock();
    }
  }

  /** What kept the rest from being sent. */
  Optional<RuntimeException> failure() {
    lock.lock();
    try {
      return Optional.ofNullable(failure);
    } finally {
      lock.unlock();
    }
  }
}
