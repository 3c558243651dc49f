package dev.syncline.simulator.events.pubsub;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Errors that were ordered for the next calls of a method, and silence. For any thread. */
public final class PubSubFaults {
  /** The most orders that are remembered. */
  public static final int MAX_ORDERS = 1_000;

  private record Order(String method, PubSubError error, AtomicInteger left) {}

  private final List<Order> orders = new CopyOnWriteArrayList<>();
  private volatile boolean silent;

  /**
   * Lets the next calls fail.
   *
   * @param method such as {@code Subscribe}; {@code *} for any
   * @param times how many calls
   * @throws IllegalStateException if there are {@link #MAX_ORDERS} already
   */
  public void failNext(String method, PubSubError error, int times) {
    if (orders.size() >= MAX_ORDERS) {
      throw new IllegalStateException(
          "there are " + MAX_ORDERS + " orders already; clear them first");
    }
    orders.add(new Order(method, error, new AtomicInteger(times)));
  }

  /**
   * Lets open streams say nothing, not even that they are there; nor do they end. When that is
   * over, they go on with the next event or when they would say that they are there.
   */
  public void silence(boolean on) {
    silent = on;
  }

  boolean isSilent() {
    return silent;
  }

  /** Takes back what is left of all orders. */
  public void clear() {
    orders.clear();
    silent = false;
  }

  Optional<PubSubError> next(String method) {
    for (Order order : orders) {
      boolean meant = order.method().equals("*") || order.method().equals(method);
      if (meant && order.left().getAndDecrement() > 0) {
        return Optional.of(order.error());
      }
    }
    orders.removeIf(order -> order.left().get() <= 0);
    return Optional.empty();
  }
}
