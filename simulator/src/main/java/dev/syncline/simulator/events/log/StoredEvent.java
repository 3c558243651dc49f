package dev.syncline.simulator.events.log;

import java.time.Instant;

/**
 * An event in the log.
 *
 * @param at when it was appended, on the org's clock
 * @param id unique in the org, 36 characters unless the publisher chose another
 * @param payload not copied: must not be changed
 */
public record StoredEvent(
    long position, Instant at, String topic, String id, String schemaId, byte[] payload) {
  public ReplayId replayId() {
    return new ReplayId(position);
  }

  /** The event with another payload in the place of its own. */
  public StoredEvent withPayload(byte[] other) {
    return new StoredEvent(position, at, topic, id, schemaId, other);
  }
}
