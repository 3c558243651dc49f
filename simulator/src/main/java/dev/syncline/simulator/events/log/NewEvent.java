package dev.syncline.simulator.events.log;

import org.jspecify.annotations.Nullable;

/**
 * An event that is to be appended.
 *
 * @param topic where it belongs, such as {@code /data/AccountChangeEvent}; channels that gather
 *     several topics are not written to
 * @param id the publisher's id for it; null lets the log give one
 * @param schemaId the schema of the payload; empty where the payload is JSON
 * @param payload Avro, or JSON for the topics of the Streaming API; not copied
 */
public record NewEvent(String topic, @Nullable String id, String schemaId, byte[] payload) {}
