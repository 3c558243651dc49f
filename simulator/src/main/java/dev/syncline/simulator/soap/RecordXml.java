package dev.syncline.simulator.soap;

import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.xml.XmlElement;
import dev.syncline.simulator.xml.XmlText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Records between REST's JSON and the generic records of the partner API. */
final class RecordXml {
  private static final Pattern REST_DATETIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000");

  private final Schema schema;

  RecordXml(Schema schema) {
    this.schema = schema;
  }

  /** A record of a request as REST's JSON has it. */
  static Map<String, @Nullable Object> read(XmlElement record) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("attributes", Map.of("type", record.textOf("type").orElse("")));
    for (XmlElement field : record.children()) {
      if (field.name().equals("type") || field.isNil()) {
        continue;
      }
      if (field.name().equals("fieldsToNull")) {
        fields.put(field.text().strip(), null);
      } else if (field.children().isEmpty()) {
        fields.put(field.name(), field.text());
      } else {
        fields.put(field.name(), parent(field));
      }
    }
    return fields;
  }

  /** A parent that is named by a key of its own. */
  private static Map<String, @Nullable Object> parent(XmlElement record) {
    Map<String, @Nullable Object> fields = read(record);
    if (record.textOf("type").isEmpty()) {
      fields.remove("attributes");
    }
    return fields;
  }

  /** Writes a record; a missing one is nil. */
  void write(XmlText out, String name, JsonNode record) {
    if (record.isNull()) {
      out.value(name, null);
      return;
    }
    String type = record.path("attributes").path("type").asString("AggregateResult");
    Optional<ObjectDefinition> object = schema.object(type);
    out.start(name, "xsi:type=\"sf:sObject\"");
    out.value("sf:type", type);
    JsonNode id = record.path("Id");
    out.value("sf:Id", id.isString() ? id.asString() : null);
    for (Map.Entry<String, JsonNode> field : record.properties()) {
      if (!field.getKey().equals("attributes")) {
        field(out, object, field.getKey(), field.getValue());
      }
    }
    out.end();
  }

  private void field(XmlText out, Optional<ObjectDefinition> object, String name, JsonNode value) {
    String element = "sf:" + name;
    if (!value.isObject()) {
      out.value(element, text(object, name, value));
    } else if (value.has("records")) {
      out.start(element, "xsi:type=\"QueryResult\"");
      page(out, value);
      out.end();
    } else if (value.has("attributes")) {
      write(out, element, value);
    } else {
      compound(out, element, value);
    }
  }

  /** The parts of a page of query results, in their order. */
  void page(XmlText out, JsonNode page) {
    out.value("done", page.path("done").asBoolean(true));
    String next = page.path("nextRecordsUrl").asString("");
    out.value("queryLocator", next.isEmpty() ? null : next.substring(next.lastIndexOf('/') + 1));
    for (JsonNode record : page.path("records")) {
      write(out, "records", record);
    }
    out.value("size", page.path("totalSize").asString());
  }

  private static void compound(XmlText out, String element, JsonNode value) {
    out.start(element, "xsi:type=\"" + (value.has("city") ? "address" : "location") + "\"");
    for (Map.Entry<String, JsonNode> part : value.properties()) {
      out.value(part.getKey(), text(Optional.empty(), part.getKey(), part.getValue()));
    }
    out.end();
  }

  private static @Nullable String text(
      Optional<ObjectDefinition> object, String name, JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    if (value.isNumber()) {
      return value.decimalValue().toPlainString();
    }
    String text = value.asString();
    boolean isMoment =
        object
            .flatMap(o -> o.field(name))
            .map(field -> field.type() == FieldType.DATETIME)
            .orElseGet(() -> REST_DATETIME.matcher(text).matches());
    return isMoment ? moment(text) : text;
  }

  /** A moment as XML writes it. */
  static String moment(String rest) {
    return rest.replace("+0000", "Z");
  }
}
