package dev.syncline.simulator.events.rest;

import dev.syncline.simulator.events.OrgEvents;
import dev.syncline.simulator.events.SeenEvents;
import dev.syncline.simulator.events.avro.EventSchema;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Endpoint;
import dev.syncline.simulator.http.Json;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * {@code /sobjects/EVENT/eventSchema} and {@code /event/eventSchema/ID}. Platform Events Developer
 * Guide: {@code payloadFormat=COMPACT} gives the Avro schema, {@code EXPANDED} (which is meant when
 * nothing is said) that of the JSON which the Streaming API sends; the latter's exact shape is from
 * memory.
 */
public final class EventSchemaResource {
  private static final List<String> FOLDERS = List.of("/event/", "/data/");

  private final OrgEvents events;

  public EventSchemaResource(OrgEvents events) {
    this.events = events;
  }

  public List<Route> routes() {
    return List.of(
        route("/sobjects/{object}/eventSchema", "/sobjects/eventSchema", this::ofEvent),
        route("/event/eventSchema/{id}", "/event/eventSchema", this::ofId));
  }

  private static Route route(String template, String family, Endpoint endpoint) {
    return Route.of(
        "GET", "/services/data/{version}" + template, family, Route.Access.METERED, endpoint);
  }

  private Reply ofEvent(Call call) {
    String event = call.variable("object");
    Optional<EventSchema> schema =
        FOLDERS.stream()
            .flatMap(folder -> events.topics().find(folder + event).stream())
            .flatMap(topic -> Stream.ofNullable(topic.schema()))
            .findFirst();
    return reply(call, schema);
  }

  private Reply ofId(Call call) {
    return reply(call, events.schemas().find(call.variable("id")));
  }

  private Reply reply(Call call, Optional<EventSchema> found) {
    SeenEvents seen = events.seenBy(call.caller().userId());
    EventSchema schema = found.filter(seen::sees).orElseThrow(ApiException::notFound);
    JsonNode compact = Json.read(schema.json().getBytes(StandardCharsets.UTF_8));
    String format = call.query().filled("payloadFormat").orElse("EXPANDED");
    return switch (format) {
      case "COMPACT" -> Reply.json(200, compact);
      case "EXPANDED" -> Reply.json(200, expanded(schema, compact));
      default ->
          throw new ApiException(
              400, "INVALID_FIELD", "payloadFormat must be COMPACT or EXPANDED: " + format);
    };
  }

  private static Map<String, Object> expanded(EventSchema schema, JsonNode compact) {
    Map<String, Object> event = record("Event", List.of(field("replayId", "long")));
    Map<String, Object> payload = record("Payload", compact.path("fields"));
    Map<String, Object> data =
        record(
            "Data",
            List.of(field("schema", "string"), field("payload", payload), field("event", event)));
    var body = new LinkedHashMap<String, Object>();
    body.put("name", schema.name());
    body.put("namespace", EventSchema.NAMESPACE);
    body.put("type", "expanded-record");
    body.put("fields", List.of(field("data", data), field("channel", "string")));
    body.put("uuid", schema.id());
    return body;
  }

  private static Map<String, Object> field(String name, Object type) {
    var field = new LinkedHashMap<String, Object>();
    field.put("name", name);
    field.put("type", type);
    return field;
  }

  private static Map<String, Object> record(String name, Object fields) {
    var record = new LinkedHashMap<String, Object>();
    record.put("type", "record");
    record.put("name", name);
    record.put("namespace", "");
    record.put("doc", "");
    record.put("fields", fields);
    return record;
  }
}
