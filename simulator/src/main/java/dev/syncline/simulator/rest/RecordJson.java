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
    attributes(json, object, row.id(), version.path());
    for (FieldDefinition field : fields) {
      json.writeName(field.name());
      JsonValues.write(json, object, row, field);
    }
    json.writeEndObject();
  }

  /**
   * The property {@code attributes}: what the record is and where it is found.
   *
   * @param root the folder that {@code sobjects} lies in
   */
  static void attributes(JsonGenerator json, ObjectDefinition object, String id, String root) {
    json.writeObjectPropertyStart("attributes");
    json.writeStringProperty("type", object.name());
    json.writeStringProperty("url", url(object, id, root));
    json.writeEndObject();
  }

  /** Where a record is found, from the root of the instance. */
  public static String url(ObjectDefinition object, String id, ApiVersion version) {
    return url(object, id, version.path());
  }

  private static String url(ObjectDefinition object, String id, String root) {
    return root + "/sobjects/" + object.name() + "/" + id;
  }
}
