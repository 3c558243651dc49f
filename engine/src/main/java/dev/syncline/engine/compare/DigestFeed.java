package dev.syncline.engine.compare;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.CompareSession.Digested;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Carries digests from those who read to the one who stages, in batches and no more of them than
 * fit. One of the two classes with a lock in this room: everything but the batch in hand is guarded
 * by it.
 */
final class DigestFeed implements Iterator<Digested> {
  /** The digests of a batch. */
  static final int BATCH = 1_000;

  private static final int MAX_BATCHES = 16;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<List<Digested>> batches = new ArrayDeque<>();
  private int writers;
  private boolean closed;
  private @Nullable ProblemException failure;
  private Iterator<Digested> inHand = List.<Digested>of().iterator();

  /**
   * @param writers how many will say that they are done
   */
  DigestFeed(int writers) {
    this.writers = writers;
  }

  /**
   * Puts a batch in, once there is room.
   *
   * @return whether it is wanted
   */
  boolean put(List<Digested> batch) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && batches.size() >= MAX_BATCHES) {
        changed.await();
      }
      batches.add(batch);
      changed.signalAll();
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** One of the writers has no more. */
  void done() {
    lock.lock();
    try {
      writers--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The reading failed; the first failure is what the one who stages gets. */
  void fail(ProblemException cause) {
    lock.lock();
    try {
      if (failure == null) {
        failure = cause;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing is wanted any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      batches.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean hasNext() {
    while (!inHand.hasNext()) {
      lock.lock();
      try {
        if (failure != null) {
          throw failure;
        }
        if (!batches.isEmpty()) {
          inHand = batches.remove().iterator();
          changed.signalAll();
        } else if (writers == 0) {
          return false;
        } else {
          changed.awaitUninterruptibly();
        }
      } finally {
        lock.unlock();
      }
    }
    return true;
  }

  @Override
  public Digested next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return inHand.next();
  }
}
