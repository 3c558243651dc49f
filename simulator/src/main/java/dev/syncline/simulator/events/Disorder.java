package dev.syncline.simulator.events;

import dev.syncline.simulator.events.log.NewEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Repeats events, and holds some back until others have gone before them. Holds back {@link
 * #MAX_HELD} at most. The only class of this package with a lock.
 */
final class Disorder {
  /** The most events that are held back at a time. */
  static final int MAX_HELD = 1_000;

  /** An event is overtaken by so many at most. */
  static final int MAX_OVERTAKEN = 50;

  private record Held(NewEvent event, long until) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Random random;
  private final Deque<Held> held = new ArrayDeque<>();
  private long passed;

  /**
   * @param ids decide, by their seed, what happens to which event
   */
  Disorder(EventIds ids) {
    this.random = new Random(ids.event(0).hashCode());
  }

  /**
   * Lets events pass.
   *
   * @param share of them that is repeated, and that comes late, from 0 to 1
   * @return those to be published now
   */
  List<NewEvent> pass(List<NewEvent> events, double share) {
    lock.lock();
    try {
      if (share == 0 && held.isEmpty()) {
        return events;
      }
      var now = new ArrayList<NewEvent>();
      for (NewEvent event : events) {
        passed++;
        boolean late = random.nextDouble() < share && hold(event);
        if (!late) {
          now.add(event);
        }
        if (random.nextDouble() < share && !hold(event)) {
          now.add(event);
        }
        release(now);
      }
      return now;
    } finally {
      lock.unlock();
    }
  }

  private boolean hold(NewEvent event) {
    if (held.size() >= MAX_HELD) {
      return false;
    }
    held.add(new Held(event, passed + 1 + random.nextInt(MAX_OVERTAKEN)));
    return true;
  }

  private void release(List<NewEvent> now) {
    held.removeIf(
        one -> {
          boolean due = one.until() <= passed;
          if (due) {
            now.add(one.event());
          }
          return due;
        });
  }

  /** What is held back yet; nothing is afterwards. */
  List<NewEvent> rest() {
    lock.lock();
    try {
      List<NewEvent> rest = held.stream().map(Held::event).toList();
      held.clear();
      return rest;
    } finally {
      lock.unlock();
    }
  }
}
