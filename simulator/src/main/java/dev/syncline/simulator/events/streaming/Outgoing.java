package dev.syncline.simulator.events.streaming;

import dev.syncline.simulator.events.log.StoredEvent;
import java.util.Map;

/** One message to a client. */
sealed interface Outgoing {
  /** What became of a message of the client. */
  record Answer(Map<String, Object> reply) implements Outgoing {}

  /** An event on a channel that the client subscribes to. */
  record Event(String channel, StoredEvent event) implements Outgoing {}
}
