package dev.syncline.simulator.events.pubsub;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What has been said to a flow since its last step: from any thread, taken by one. Requests are
 * added up within their bound, so that a client that asks without end takes no memory.
 */
final class FlowMessages {
  private final AtomicInteger requested = new AtomicInteger();
  private final Queue<Runnable> actions = new ConcurrentLinkedQueue<>();

  void request(int events) {
    requested.accumulateAndGet(
        Math.min(events, PubSubSettings.MAX_OUTSTANDING),
        (sum, more) -> Math.min(PubSubSettings.MAX_OUTSTANDING, sum + more));
  }

  void run(Runnable action) {
    actions.add(action);
  }

  /** Runs what is to be run, in order, and gives how many events were asked for. */
  int take() {
    int more = requested.getAndSet(0);
    Runnable action = actions.poll();
    while (action != null) {
      action.run();
      action = actions.poll();
    }
    return more;
  }
}
