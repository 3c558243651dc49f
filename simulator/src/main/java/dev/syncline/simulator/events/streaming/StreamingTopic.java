package dev.syncline.simulator.events.streaming;

import dev.syncline.simulator.events.EventAllowance;
import java.util.function.Predicate;

/**
 * What a client can subscribe to.
 *
 * @param name such as {@code /topic/Accounts}
 * @param carries whether an event of the log, by its own topic, is carried
 * @param allowance what its deliveries use up
 */
record StreamingTopic(String name, Predicate<String> carries, EventAllowance allowance) {}
