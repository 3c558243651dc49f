package dev.syncline.simulator.events.streaming;

import java.util.Optional;

/** Knows what can be subscribed to. */
@FunctionalInterface
public interface StreamingTopics {
  /** The channel of this name; empty when there is none. */
  Optional<StreamingTopic> find(String channel);
}
