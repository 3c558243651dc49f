package dev.syncline.simulator.rest;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.http.ApiVersion;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.wire.JsonValues;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Records as REST shows them: attributes, then fields. */
public final class RecordJson {
  private RecordJson() {}

  /** A record with these of its fields. */
  public static void write(
      JsonGenerator json,
      Row row,
      ObjectDefinition object,
      List<FieldDefinition> fields,
      ApiVersion version) {
    json.writeStartObject();
    attributes(json, object, row.id(), version);
    for (FieldDefinition field : fields) {
      json.writeName(field.name());
      JsonValues.write(json, object, row, field);
    }
    json.writeEndObject();
  }

  /** The property {@code attributes}: what the record is and where it is found. */
  static void attributes(
      JsonGenerator json, ObjectDefinition object, String id, ApiVersion version) {
    json.writeObjectPropertyStart("attributes");
    json.writeStringProperty("type", object.name());
    json.writeStringProperty("url", url(object, id, version));
    json.writeEndObject();
  }

  /** Where a record is found, from the root of the instance. */
  public static String url(ObjectDefinition object, String id, ApiVersion version) {
    return version.path() + "/sobjects/" + object.name() + "/" + id;
  }
}
