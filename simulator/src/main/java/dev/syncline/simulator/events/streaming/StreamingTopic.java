package dev.syncline.simulator.events.streaming;

import dev.syncline.simulator.events.EventAllowance;
import dev.syncline.simulator.events.log.StoredEvent;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What a client can subscribe to.
 *
 * @param name such as {@code /topic/Accounts}
 * @param carries whether an event of the log, by its own topic, is carried
 * @param allowance what its deliveries use up
 * @param seen makes of events those that the client's user has a right to, in their order
 */
record StreamingTopic(
    String name,
    Predicate<String> carries,
    EventAllowance allowance,
    UnaryOperator<List<StoredEvent>> seen) {
  /** A topic of which everybody hears everything. */
  StreamingTopic(String name, Predicate<String> carries, EventAllowance allowance) {
    this(name, carries, allowance, UnaryOperator.identity());
  }
}
