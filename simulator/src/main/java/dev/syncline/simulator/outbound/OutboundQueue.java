package dev.syncline.simulator.outbound;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** The notifications that are not acknowledged yet. Holds the one lock of this package. */
final class OutboundQueue {
  /** How many notifications wait at most; what comes beyond is dropped and counted. */
  static final int MAX_WAITING = 100_000;

  /** The most notifications of one message. SOAP API Developer Guide: 100. */
  static final int MAX_IN_MESSAGE = 100;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Notification> waiting = new LinkedHashMap<>();
  private final Set<String> sending = new HashSet<>();
  private long delivered;
  private long failedAttempts;
  private long expired;
  private long dropped;

  /** What has come of all notifications so far. */
  record Counts(long waiting, long delivered, long failedAttempts, long expired, long dropped) {}

  void add(Notification notification) {
    locked(
        () -> {
          if (waiting.size() < MAX_WAITING) {
            waiting.put(notification.id(), notification);
          } else {
            dropped++;
          }
        });
  }

  /**
   * Takes what is due of a message, unless some of it is being sent; what has waited too long goes.
   */
  List<Notification> take(String message, Instant now) {
    var due = new ArrayList<Notification>();
    locked(
        () -> {
          long before = waiting.size();
          waiting.values().removeIf(n -> n.isExpiredAt(now));
          expired += before - waiting.size();
          if (sending.contains(message)) {
            return;
          }
          for (Notification notification : waiting.values()) {
            boolean ready =
                notification.message().equals(message) && !notification.due().isAfter(now);
            if (ready && due.size() < MAX_IN_MESSAGE) {
              due.add(notification);
            }
          }
          if (!due.isEmpty()) {
            sending.add(message);
          }
        });
    return List.copyOf(due);
  }

  /** The notifications of a message were sent: acknowledged, or in vain. */
  void sent(String message, List<Notification> taken, boolean acknowledged, Instant now) {
    locked(
        () -> {
          sending.remove(message);
          for (Notification notification : taken) {
            if (acknowledged) {
              delivered += waiting.remove(notification.id()) == null ? 0 : 1;
            } else {
              failedAttempts++;
              waiting.computeIfPresent(notification.id(), (id, n) -> n.failedAt(now));
            }
          }
        });
  }

  /** Lets go of notifications whose records are gone. */
  void forget(List<Notification> gone) {
    locked(() -> gone.forEach(notification -> waiting.remove(notification.id())));
  }

  /** Lets go of all notifications of a message. */
  void forget(String message) {
    locked(() -> waiting.values().removeIf(notification -> notification.message().equals(message)));
  }

  /** When the next notification of some messages is due; of none that is being sent. */
  Optional<Instant> nextDue(Set<String> messages) {
    lock.lock();
    try {
      return waiting.values().stream()
          .filter(n -> messages.contains(n.message()) && !sending.contains(n.message()))
          .map(Notification::due)
          .min(Comparator.naturalOrder());
    } finally {
      lock.unlock();
    }
  }

  /** Makes everything due. */
  void hurry(Instant now) {
    UnaryOperator<Notification> due = notification -> notification.dueAt(now);
    locked(() -> waiting.replaceAll((id, notification) -> due.apply(notification)));
  }

  void clear() {
    locked(waiting::clear);
  }

  Counts counts() {
    lock.lock();
    try {
      return new Counts(waiting.size(), delivered, failedAttempts, expired, dropped);
    } finally {
      lock.unlock();
    }
  }

  /** The first of those that wait. */
  List<Notification> first(int most) {
    lock.lock();
    try {
      return waiting.values().stream().limit(most).toList();
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }
}
