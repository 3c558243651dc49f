package dev.syncline.simulator.events.streaming;

import dev.syncline.simulator.data.OrgData;
import dev.syncline.simulator.data.Sight;
import dev.syncline.simulator.events.log.StoredEvent;
import dev.syncline.simulator.http.Json;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events of a PushTopic as a user has a right to see them. Streaming API Developer Guide,
 * "Security and the Streaming API": a subscriber hears of the records that it sees, of the fields
 * that it sees. That the rights count when an event is delivered is an assumption.
 */
record PushedSight(OrgData data, String object, String userId) {
  /** Whether the user may subscribe. */
  boolean isOpen() {
    return data.sight(userId).sees(object);
  }

  /** The events without what is withheld; the same ones if nothing is. */
  List<StoredEvent> of(List<StoredEvent> events) {
    Sight sight = data.sight(userId);
    Optional<ObjectDefinition> whole = sight.whole().object(object);
    if (whole.isEmpty() || sight.isEverything()) {
      return events;
    }
    return sight.sees(object)
        ? events.stream().flatMap(event -> seen(event, whole.get(), sight).stream()).toList()
        : List.of();
  }

  private Optional<StoredEvent> seen(StoredEvent event, ObjectDefinition whole, Sight sight) {
    if (!(Json.read(event.payload()) instanceof ObjectNode kept)
        || !(kept.path("sobject") instanceof ObjectNode record)
        || !shows(whole, record)) {
      return Optional.empty();
    }
    for (FieldDefinition field : whole.fields()) {
      JsonNode value = record.path(field.name());
      if (hides(whole, field, sight)) {
        record.remove(field.name());
      } else if (value.isString() && sight.masks(whole, field)) {
        record.put(field.name(), Sight.masked(field, value.asString()));
      }
    }
    var out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out, false)) {
      json.writePOJO(kept);
    }
    return Optional.of(event.withPayload(out.toByteArray()));
  }

  /** Whether a field, or a part of it, is withheld. */
  private static boolean hides(ObjectDefinition whole, FieldDefinition field, Sight sight) {
    Stream<FieldDefinition> parts =
        whole.fields().stream()
            .filter(f -> f.compoundFieldName().filter(field.name()::equalsIgnoreCase).isPresent());
    return Stream.concat(Stream.of(field), parts).anyMatch(f -> sight.hides(whole, f));
  }

  /** Whether the record that an event tells of is one that the user sees. */
  private boolean shows(ObjectDefinition whole, ObjectNode record) {
    return whole.rules().access().rows() == null
        || data.snapshot(userId).find(whole, record.path("Id").asString("")).isPresent();
  }
}
