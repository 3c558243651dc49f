package dev.syncline.salesforce.write;

import dev.syncline.model.FieldWrite;
import dev.syncline.model.Value;
import dev.syncline.salesforce.value.WireText;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the fields of a record as JSON: numbers with all their digits, null as null, a parent by
 * its external id as an object of its own.
 *
 * <p>Source: REST API Developer Guide, "Create a Record" and "Relate Records by External ID".
 */
final class RecordJson {
  private RecordJson() {}

  static void fields(JsonGenerator json, List<FieldWrite> fields) {
    for (FieldWrite field : fields) {
      switch (field) {
        case FieldWrite.Plain(var name, Value value) -> {
          json.writeName(name.value());
          value(json, value);
        }
        case FieldWrite.ParentKey(var _, String relationship, var externalId, Value key) -> {
          json.writeName(relationship);
          json.writeStartObject();
          json.writeName(externalId.value());
          value(json, key);
          json.writeEndObject();
        }
      }
    }
  }

  static void value(JsonGenerator json, Value value) {
    switch (value) {
      case Value.Null _ -> json.writeNull();
      case Value.Bool(boolean truth) -> json.writeBoolean(truth);
      case Value.Numeric(BigDecimal number) -> json.writeNumber(WireText.number(number));
      case Value.Text _, Value.Day _, Value.Moment _, Value.TimeOfDay _, Value.Compound _ ->
          json.writeString(WireText.of(value));
    }
  }
}
