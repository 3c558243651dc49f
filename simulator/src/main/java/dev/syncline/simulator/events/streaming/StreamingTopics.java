package dev.syncline.simulator.events.streaming;

import java.util.Optional;

/** Knows what can be subscribed to, and by whom. */
public interface StreamingTopics {
  /** Whether there is a channel of this name. */
  boolean has(String channel);

  /**
   * The channel of this name as a user hears it; empty when there is none, or the user has no right
   * to it.
   *
   * @param userId 18 characters
   */
  Optional<StreamingTopic> find(String channel, String userId);
}
