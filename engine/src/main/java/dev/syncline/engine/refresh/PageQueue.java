package dev.syncline.engine.refresh;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.PageTask;
import dev.syncline.engine.database.RefreshStore;
import dev.syncline.engine.org.PageList;
import dev.syncline.engine.org.RecordReading;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands the pages of one run to its workers, each page once. The class with the lock of this room:
 * everything in it is guarded by it.
 */
final class PageQueue {
  /** The most pages that are known here but in nobody's hands. */
  private static final int MAX_BUFFERED = 64;

  private final RecordReading reading;
  private final RefreshStore store;
  private final Lease lease;
  private final long run;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<PageTask> buffered = new ArrayDeque<>();
  private Optional<String> cursor;
  private boolean listed;
  private long lastOrdinal = -1;
  private int inHand;
  private boolean closed;
  private boolean drained;
  private @Nullable ProblemException failure;

  PageQueue(
      RecordReading reading,
      RefreshStore store,
      Lease lease,
      long run,
      Optional<String> cursor,
      boolean listed) {
    this.reading = reading;
    this.store = store;
    this.lease = lease;
    this.run = run;
    this.cursor = cursor;
    this.listed = listed;
  }

  /**
   * The next page; empty when the run has no more, or when the queue was closed. Waits while a page
   * in another worker's hands may still bring forth one behind it.
   */
  Optional<PageTask> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed) {
        if (buffered.isEmpty()) {
          fill();
        }
        if (!buffered.isEmpty()) {
          inHand++;
          return Optional.of(buffered.remove());
        }
        if (inHand == 0) {
          drained = true;
          return Optional.empty();
        }
        changed.await();
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Says that a page that was taken is committed. */
  void committed() {
    lock.lock();
    try {
      inHand--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Hands out no more pages. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Closes the queue because a page failed for good; the first failure is kept. */
  void fail(ProblemException cause) {
    lock.lock();
    try {
      if (failure == null) {
        failure = cause;
      }
    } finally {
      lock.unlock();
    }
    close();
  }

  /** Whether every page of the run has been committed. */
  boolean drained() {
    lock.lock();
    try {
      return drained;
    } finally {
      lock.unlock();
    }
  }

  /** The failure that closed the queue. */
  Optional<ProblemException> failure() {
    lock.lock();
    try {
      return Optional.ofNullable(failure);
    } finally {
      lock.unlock();
    }
  }

  private void fill() {
    readPending();
    while (buffered.isEmpty() && !listed) {
      PageList list = reading.pages(cursor);
      store.addPages(lease, run, list.pages(), list.cursor());
      cursor = list.cursor();
      listed = cursor.isEmpty();
      readPending();
    }
  }

  private void readPending() {
    buffered.addAll(store.pendingPages(run, lastOrdinal, MAX_BUFFERED));
    if (!buffered.isEmpty()) {
      lastOrdinal = buffered.getLast().ordinal();
    }
  }
}
