package dev.syncline.engine.compare;

import dev.syncline.engine.org.PageList;
import dev.syncline.engine.org.PageRef;
import dev.syncline.engine.org.RecordReading;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands the pages of a reading to its readers, each page once. One of the two classes with a lock
 * in this room: everything in it is guarded by it. It holds no more than one list of pages.
 */
final class PageSupply {
  private final RecordReading reading;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<PageRef> known = new ArrayDeque<>();
  private Optional<String> cursor = Optional.empty();
  private boolean listed;
  private boolean closed;
  private int inHand;

  PageSupply(RecordReading reading) {
    this.reading = reading;
  }

  /** The next page; empty when there is none left, or none is to be taken any more. */
  Optional<PageRef> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed) {
        if (known.isEmpty() && !listed) {
          PageList list = reading.pages(cursor);
          known.addAll(list.pages());
          cursor = list.cursor();
          listed = cursor.isEmpty();
        }
        if (!known.isEmpty()) {
          inHand++;
          return Optional.of(known.remove());
        }
        if (inHand == 0) {
          return Optional.empty();
        }
        changed.await();
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** A page was read to its end, and told of the one behind it where only it knows that. */
  void read(Optional<PageRef> next) {
    lock.lock();
    try {
      inHand--;
      next.ifPresent(known::add);
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
}
