package dev.syncline.simulator.events.avro;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a platform event looks like: CreatedDate and CreatedById, which its publisher fills in, then
 * its custom fields; those that are required are not nullable. REST API Developer Guide: Platform
 * Event Schema by Event Name.
 */
public final class PlatformEventSchema {
  private PlatformEventSchema() {}

  /**
   * The schema of a platform event as its fields are now.
   *
   * @param event an object whose name ends in {@code __e}
   */
  public static EventSchema of(ObjectDefinition event) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.put("name", event.name());
    root.put("namespace", EventSchema.NAMESPACE);
    root.put("type", "record");
    ArrayNode fields = root.putArray("fields");
    fields
        .addObject()
        .put("name", "CreatedDate")
        .put("type", "long")
        .put("doc", "CreatedDate:DateTime");
    fields
        .addObject()
        .put("name", "CreatedById")
        .put("type", "string")
        .put("doc", "CreatedBy:EntityId");
    for (FieldDefinition field : payloadFields(event)) {
      add(fields, event, field);
    }
    return EventSchema.of(root);
  }

  /** The fields that a publisher sets: the custom ones. */
  public static List<FieldDefinition> payloadFields(ObjectDefinition event) {
    return event.fields().stream().filter(FieldDefinition::custom).toList();
  }

  /**
   * An event that was published as a record.
   *
   * @param userId who published it, 18 characters
   */
  public static byte[] payload(
      EventSchema schema, ObjectDefinition event, Row row, Instant createdAt, String userId) {
    var record = new GenericData.Record(schema.avro());
    record.put("CreatedDate", createdAt.toEpochMilli());
    record.put("CreatedById", userId);
    for (FieldDefinition field : payloadFields(event)) {
      Object value = row.value(field);
      if (value != null) {
        record.put(field.name(), AvroValues.of(value, type(schema, field)));
      }
    }
    return AvroBytes.encode(record);
  }

  private static Schema.Type type(EventSchema schema, FieldDefinition field) {
    Schema place = schema.avro().getField(field.name()).schema();
    return place.isUnion() ? place.getTypes().getLast().getType() : place.getType();
  }

  private static void add(ArrayNode fields, ObjectDefinition event, FieldDefinition field) {
    AvroType type = AvroType.of(field);
    ObjectNode node = fields.addObject().put("name", field.name());
    String doc = AvroType.doc(type.role(), type.kind(), event.name(), field);
    if (field.is(FieldDefinition.Flag.NILLABLE)) {
      node.putArray("type").add("null").add(type.primitive());
      node.put("doc", doc);
      node.putNull("default");
    } else {
      node.put("type", type.primitive());
      node.put("doc", doc);
    }
  }
}
