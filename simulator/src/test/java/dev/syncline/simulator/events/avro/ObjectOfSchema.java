package dev.syncline.simulator.events.avro;

import static dev.syncline.simulator.schema.FieldDefinition.field;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/** Guesses the object that a change event's schema was drawn from. */
final class ObjectOfSchema {
  private ObjectOfSchema() {}

  static ObjectDefinition like(EventSchema schema) {
    var builders = new ArrayList<FieldDefinition.Builder>();
    builders.add(field("Id", FieldType.ID));
    builders.add(field("IsDeleted", FieldType.BOOLEAN));
    for (Schema.Field event :
        schema.avro().getFields().subList(1, schema.avro().getFields().size())) {
      builders.addAll(fields(event));
    }
    builders.add(field("SystemModstamp", FieldType.DATETIME));
    var fields = new ArrayList<FieldDefinition>();
    for (FieldDefinition.Builder builder : builders) {
      fields.add(builder.at(fields.size()));
    }
    String stem = schema.name().replaceFirst("ChangeEvent$", "");
    String name = stem.endsWith("__") ? stem + "c" : stem;
    return new ObjectDefinition(name, name, name + "s", "a00", Set.of(), fields);
  }

  private static List<FieldDefinition.Builder> fields(Schema.Field event) {
    String kind = event.doc().split(":")[1];
    if (kind.equals("Address") || kind.equals("Location") || kind.equals("PersonName")) {
      return compound(event, kind);
    }
    FieldDefinition.Builder builder = field(event.name(), type(kind));
    switch (kind) {
      case "StringPlusClob" -> builder.length(32_000);
      case "HtmlStringPlusClob" -> builder.length(32_768).with(Flag.HTML_FORMATTED);
      case "StaticEnum" -> builder.with(Flag.RESTRICTED_PICKLIST);
      default -> builder.length(255);
    }
    return List.of(builder);
  }

  private static List<FieldDefinition.Builder> compound(Schema.Field event, String kind) {
    var builders = new ArrayList<FieldDefinition.Builder>();
    String stem = event.name().replaceFirst("(Address|Name|__c)$", "");
    for (Schema.Field part : event.schema().getTypes().get(1).getFields()) {
      String name =
          kind.equals("Location") ? stem + "__" + part.name() + "__s" : stem + part.name();
      builders.add(field(name, FieldType.STRING).partOf(event.name()));
    }
    FieldType whole =
        kind.equals("PersonName")
            ? FieldType.STRING
            : FieldType.valueOf(kind.toUpperCase(java.util.Locale.ROOT));
    builders.add(field(event.name(), whole));
    return builders;
  }

  private static FieldType type(String kind) {
    return switch (kind) {
      case "EntityId" -> FieldType.REFERENCE;
      case "Boolean" -> FieldType.BOOLEAN;
      case "Integer" -> FieldType.INT;
      case "Double" -> FieldType.DOUBLE;
      case "Currency" -> FieldType.CURRENCY;
      case "Percent" -> FieldType.PERCENT;
      case "DateOnly" -> FieldType.DATE;
      case "DateTime" -> FieldType.DATETIME;
      case "TimeOnly" -> FieldType.TIME;
      case "DynamicEnum", "StaticEnum" -> FieldType.PICKLIST;
      case "MultiEnum" -> FieldType.MULTIPICKLIST;
      case "Email" -> FieldType.EMAIL;
      case "Phone" -> FieldType.PHONE;
      case "Url" -> FieldType.URL;
      case "EncryptedText" -> FieldType.ENCRYPTEDSTRING;
      case "StringPlusClob", "HtmlStringPlusClob" -> FieldType.TEXTAREA;
      case "Text", "Switchable_PersonName", "ExternalId" -> FieldType.STRING;
      default -> throw new IllegalArgumentException("no field type is known for " + kind);
    };
  }
}
