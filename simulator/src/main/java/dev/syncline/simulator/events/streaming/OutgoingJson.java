package dev.syncline.simulator.events.streaming;

import dev.syncline.simulator.events.avro.EventJson;
import dev.syncline.simulator.events.avro.EventSchema;
import dev.syncline.simulator.events.avro.SchemaStore;
import dev.syncline.simulator.events.log.StoredEvent;
import dev.syncline.simulator.http.Json;
import dev.syncline.simulator.http.Reply;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Messages to a client as they stand on the wire. Change and platform events have a schema and a
 * payload; the older kinds carry their JSON as it was kept.
 */
final class OutgoingJson {
  private static final DateTimeFormatter CREATED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** From this version on datetimes have milliseconds. Platform Events Developer Guide. */
  private static final int MILLISECONDS = 43;

  /** From this version on platform events tell their own id. Platform Events Developer Guide. */
  private static final int EVENT_UUID = 52;

  private final SchemaStore schemas;

  OutgoingJson(SchemaStore schemas) {
    this.schemas = schemas;
  }

  /** All messages as one answer. */
  Reply reply(List<Outgoing> messages, int version) {
    return Reply.streamJson(
        200,
        json -> {
          json.writeStartArray();
          for (Outgoing message : messages) {
            switch (message) {
              case Outgoing.Answer(var reply) -> json.writePOJO(reply);
              case Outgoing.Event(String channel, StoredEvent event) ->
                  event(json, channel, event, version);
            }
          }
          json.writeEndArray();
        });
  }

  private void event(JsonGenerator json, String channel, StoredEvent event, int version) {
    json.writeStartObject();
    json.writeName("data");
    json.writeStartObject();
    if (event.schemaId().isEmpty()) {
      legacy(json, event);
    } else {
      schematic(json, event, version);
    }
    json.writeEndObject();
    json.writeStringProperty("channel", channel);
    json.writeEndObject();
  }

  private void schematic(JsonGenerator json, StoredEvent event, int version) {
    EventSchema schema =
        schemas
            .find(event.schemaId())
            .orElseThrow(
                () -> new IllegalStateException("schema " + event.schemaId() + " is not kept"));
    json.writeStringProperty("schema", event.schemaId());
    json.writeName("payload");
    EventJson.write(json, schema, event.payload(), version >= MILLISECONDS);
    json.writeName("event");
    json.writeStartObject();
    json.writeNumberProperty("replayId", event.position());
    if (event.topic().startsWith("/event/") && version >= EVENT_UUID) {
      json.writeStringProperty("EventUuid", event.id());
    }
    json.writeEndObject();
  }

  private static void legacy(JsonGenerator json, StoredEvent event) {
    JsonNode kept = Json.read(event.payload());
    json.writeName("event");
    json.writeStartObject();
    json.writeStringProperty("createdDate", created(event.at()));
    json.writeNumberProperty("replayId", event.position());
    JsonNode type = kept.path("type");
    if (type.isString()) {
      json.writeStringProperty("type", type.asString());
    }
    json.writeEndObject();
    for (String part : List.of("sobject", "payload")) {
      if (kept.has(part)) {
        json.writeName(part);
        json.writePOJO(kept.path(part));
      }
    }
  }

  private static String created(Instant at) {
    return CREATED.format(at);
  }
}
