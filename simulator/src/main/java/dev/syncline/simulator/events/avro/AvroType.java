package dev.syncline.simulator.events.avro;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import java.util.Set;

/**
 * What a field is in an event's schema: a primitive type, and what its doc calls it. The primitive
 * types are verified on schemas of real orgs, and so are the docs, except those of short text
 * areas, auto-numbers, comboboxes, 64-bit integers and JSON, which are assumptions; docs do not
 * enter schema ids.
 *
 * @param primitive string, boolean, int, long or double
 * @param role such as {@code Data} or {@code ForeignKey}
 * @param kind such as {@code Text} or {@code DateTime}
 */
record AvroType(String primitive, String role, String kind) {
  private static final String DATA = "Data";
  private static final int LONGEST_SHORT_TEXT = 255;
  private static final Set<String> EXTERNAL_KEYS = Set.of("JigsawCompanyId", "JigsawContactId");

  private static AvroType data(String primitive, String kind) {
    return new AvroType(primitive, DATA, kind);
  }

  static AvroType of(FieldDefinition field) {
    if (EXTERNAL_KEYS.contains(field.name())) {
      return new AvroType("string", "ExternalForeignKey", "ExternalId");
    }
    return switch (field.type()) {
      case ID, REFERENCE -> new AvroType("string", "ForeignKey", "EntityId");
      case BOOLEAN -> data("boolean", "Boolean");
      case INT -> data("int", "Integer");
      case LONG -> data("long", "Long");
      case DOUBLE -> data("double", "Double");
      case CURRENCY -> data("double", "Currency");
      case PERCENT -> data("double", "Percent");
      case DATE -> data("long", "DateOnly");
      case DATETIME -> new AvroType("long", dateRole(field), "DateTime");
      case TIME -> data("long", "TimeOnly");
      case PICKLIST -> data("string", picklist(field));
      case MULTIPICKLIST -> data("string", "MultiEnum");
      case COMBOBOX -> data("string", "DynamicEnum");
      case EMAIL -> data("string", "Email");
      case PHONE -> data("string", "Phone");
      case URL -> data("string", "Url");
      case ENCRYPTEDSTRING -> data("string", "EncryptedText");
      case TEXTAREA -> data("string", textArea(field));
      case STRING, ANYTYPE, BASE64, COMPLEXVALUE, JSON -> data("string", "Text");
      case ADDRESS -> data("record", "Address");
      case LOCATION -> data("record", "Location");
    };
  }

  private static String dateRole(FieldDefinition field) {
    return field.name().equals("CreatedDate") ? "CreatedDate" : DATA;
  }

  private static String picklist(FieldDefinition field) {
    boolean fixed = !field.custom() && field.is(FieldDefinition.Flag.RESTRICTED_PICKLIST);
    return fixed ? "StaticEnum" : "DynamicEnum";
  }

  private static String textArea(FieldDefinition field) {
    if (field.is(FieldDefinition.Flag.HTML_FORMATTED)) {
      return "HtmlStringPlusClob";
    }
    return isLongText(field) ? "StringPlusClob" : "Text";
  }

  /** Whether the field holds long text, whose changes may travel as differences. */
  static boolean isLongText(FieldDefinition field) {
    return field.type() == FieldType.TEXTAREA && field.length() > LONGEST_SHORT_TEXT;
  }

  /** The field's doc: role, kind and, for custom fields, the field's id. */
  static String doc(String role, String kind, String object, FieldDefinition field) {
    String doc = role + ":" + kind;
    boolean custom = field.custom() || field.name().endsWith("__pc");
    return custom ? doc + ":" + FieldIds.of(object, field.name()) : doc;
  }
}
