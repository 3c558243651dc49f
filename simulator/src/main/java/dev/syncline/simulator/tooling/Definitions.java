package dev.syncline.simulator.tooling;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The org's objects and fields as records of EntityDefinition and FieldDefinition. */
final class Definitions {
  static final String ENTITY_PREFIX = "4ie";
  static final String FIELD_PREFIX = "4fe";

  private Definitions() {}

  static List<Row> entities(Schema schema) {
    return schema.objects().stream()
        .<Row>map(
            object -> new ToolingRow(id(ENTITY_PREFIX, position(schema, object)), entity(object)))
        .toList();
  }

  private static int position(Schema schema, ObjectDefinition object) {
    return schema.objects().indexOf(object);
  }

  private static String id(String prefix, int number) {
    return RecordIds.parse(prefix + String.format(Locale.ROOT, "%012d", number + 1)).orElseThrow();
  }

  private static Map<String, @Nullable Object> entity(ObjectDefinition object) {
    Map<String, @Nullable Object> values = names(object.name(), object.name(), object.label());
    values.put("PluralLabel", object.labelPlural());
    values.put("KeyPrefix", object.keyPrefix());
    values.put("IsCustomizable", true);
    values.put("IsCustomSetting", object.is(ObjectDefinition.Flag.CUSTOM_SETTING));
    values.put("IsQueryable", object.is(ObjectDefinition.Flag.QUERYABLE));
    values.put("IsSearchable", object.is(ObjectDefinition.Flag.SEARCHABLE));
    values.put("IsTriggerable", object.is(ObjectDefinition.Flag.TRIGGERABLE));
    values.put("IsRetrieveable", object.is(ObjectDefinition.Flag.RETRIEVEABLE));
    values.put("IsReplicateable", object.is(ObjectDefinition.Flag.REPLICATEABLE));
    values.put("IsDeprecatedAndHidden", false);
    return values;
  }

  static List<Row> fields(Schema schema) {
    var rows = new ArrayList<Row>();
    for (ObjectDefinition object : schema.objects()) {
      for (FieldDefinition field : object.fields()) {
        rows.add(new ToolingRow(id(FIELD_PREFIX, rows.size()), field(object, field)));
      }
    }
    return rows;
  }

  private static Map<String, @Nullable Object> field(
      ObjectDefinition object, FieldDefinition field) {
    Map<String, @Nullable Object> values =
        names(object.name() + "." + field.name(), field.name(), field.label());
    values.put("DataType", field.type().wireName());
    values.put("ValueTypeId", field.type().wireName());
    values.put("RelationshipName", field.relationshipName().orElse(null));
    values.put("IsNillable", field.is(FieldDefinition.Flag.NILLABLE));
    values.put("IsCalculated", field.is(FieldDefinition.Flag.CALCULATED));
    values.put("IsNameField", field.is(FieldDefinition.Flag.NAME_FIELD));
    values.put(
        "IsIndexed",
        field.is(FieldDefinition.Flag.ID_LOOKUP) || field.is(FieldDefinition.Flag.EXTERNAL_ID));
    values.put("Length", BigDecimal.valueOf(field.length()));
    values.put("Precision", BigDecimal.valueOf(field.precision()));
    values.put("Scale", BigDecimal.valueOf(field.scale()));
    values.put("EntityDefinitionId", object.name());
    return values;
  }

  private static Map<String, @Nullable Object> names(String id, String name, String label) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("DurableId", id);
    values.put("QualifiedApiName", name);
    values.put("DeveloperName", name.replaceAll("__\\w{1,3}$", ""));
    values.put("Label", label);
    values.put("MasterLabel", label);
    return values;
  }
}
