package dev.syncline.salesforce.event;

import dev.syncline.model.FieldType;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * What the values of a place in an event are.
 *
 * <p>Source: Pub/Sub API Guide, "Event Data Serialization with Apache Avro", and schemas of real
 * orgs: a field's doc is {@code role:kind[:field id]}, such as {@code Data:DateOnly:00N…}.
 */
enum FieldKind {
  TEXT,
  TRUTH,
  WHOLE,
  NUMBER,
  DAY,
  MOMENT,
  TIME,
  /** Something that no value is made of. */
  OTHER;

  /**
   * The kind of a place; what its doc does not settle is settled by describe.
   *
   * @param type of the place, without null
   */
  static FieldKind of(Schema.Type type, String doc, Optional<FieldType> described) {
    FieldKind kind =
        switch (type) {
          case STRING, ENUM -> TEXT;
          case BOOLEAN -> TRUTH;
          case INT -> WHOLE;
          case DOUBLE, FLOAT -> NUMBER;
          case LONG -> ofLong(doc, described);
          case RECORD, ARRAY, MAP, UNION, FIXED, BYTES, NULL -> OTHER;
        };
    return described.isEmpty() || kind.fits(described.get()) ? kind : OTHER;
  }

  private static FieldKind ofLong(String doc, Optional<FieldType> described) {
    String[] words = doc.split(":", -1);
    String word = words.length > 1 ? words[1] : "";
    return switch (word) {
      case "DateTime" -> MOMENT;
      case "DateOnly", "Birthday" -> DAY;
      case "TimeOnly" -> TIME;
      case "Long", "Integer" -> WHOLE;
      default -> described.map(FieldKind::ofDescribed).orElse(OTHER);
    };
  }

  private static FieldKind ofDescribed(FieldType type) {
    return switch (type) {
      case DATE -> DAY;
      case DATETIME -> MOMENT;
      case TIME -> TIME;
      case INT, LONG, DOUBLE, CURRENCY, PERCENT -> WHOLE;
      case ID,
          STRING,
          TEXTAREA,
          REFERENCE,
          PICKLIST,
          MULTIPICKLIST,
          COMBOBOX,
          EMAIL,
          PHONE,
          URL,
          ENCRYPTEDSTRING,
          JSON,
          BOOLEAN,
          BASE64,
          ANYTYPE,
          COMPLEXVALUE,
          ADDRESS,
          LOCATION ->
          OTHER;
    };
  }

  /** Whether a field of this type has such values; it has not while its type is being changed. */
  private boolean fits(FieldType type) {
    return switch (type) {
      case DATE -> this == DAY;
      case DATETIME -> this == MOMENT;
      case TIME -> this == TIME;
      case BOOLEAN -> this == TRUTH;
      case INT, LONG, DOUBLE, CURRENCY, PERCENT -> this == WHOLE || this == NUMBER;
      case ID,
          STRING,
          TEXTAREA,
          REFERENCE,
          PICKLIST,
          MULTIPICKLIST,
          COMBOBOX,
          EMAIL,
          PHONE,
          URL,
          ENCRYPTEDSTRING,
          JSON ->
          this == TEXT;
      case BASE64, ANYTYPE, COMPLEXVALUE, ADDRESS, LOCATION -> false;
    };
  }
}
