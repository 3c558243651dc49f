package dev.syncline.simulator.rest;

import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.soql.api.Column;
import dev.syncline.simulator.soql.api.Column.Origin;
import dev.syncline.simulator.soql.api.QueryPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a statement in the place of its rows, as {@code /query?q=…&columns=true} tells
 * them. Not documented; Salesforce's own command line reads {@code columnName}, {@code
 * displayName}, {@code aggregate} and {@code joinColumns}, the other properties are assumptions.
 */
final class QueryColumns {
  private QueryColumns() {}

  static Reply reply(QueryPlan plan) {
    boolean grouped =
        plan.columns().stream()
            .anyMatch(column -> column instanceof Column.Value v && v.origin() == Origin.GROUP);
    boolean id =
        plan.columns().stream()
            .anyMatch(
                column ->
                    column instanceof Column.Value value
                        && value.field().filter(f -> f.type() == FieldType.ID).isPresent());
    var body = new LinkedHashMap<String, Object>();
    body.put("columnMetadata", columns(plan.columns()));
    body.put("entityName", plan.object().name());
    body.put("groupBy", grouped);
    body.put("idSelected", id);
    body.put("keyPrefix", plan.object().keyPrefix());
    return Reply.json(200, body);
  }

  private static List<Map<String, @Nullable Object>> columns(List<Column> columns) {
    return columns.stream().map(QueryColumns::column).toList();
  }

  private static Map<String, @Nullable Object> column(Column column) {
    return switch (column) {
      case Column.Value value -> value(value);
      case Column.Parent parent -> join(parent.name(), false, columns(parent.columns()));
      case Column.Children children -> join(children.name(), true, columns(children.columns()));
      case Column.TypeOf typeOf -> join(typeOf.name(), false, List.of());
    };
  }

  private static Map<String, @Nullable Object> value(Column.Value value) {
    Optional<FieldDefinition> field = value.field();
    FieldType type = value.type();
    boolean aggregate = value.origin() == Origin.AGGREGATE;
    boolean plain = value.origin() == Origin.FIELD;
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("aggregate", aggregate);
    body.put("apexType", aggregate ? null : apexType(type));
    body.put("booleanType", type == FieldType.BOOLEAN);
    body.put("columnName", value.name());
    body.put("custom", field.filter(FieldDefinition::custom).isPresent());
    body.put("displayName", value.display());
    body.put("foreignKeyName", field.flatMap(FieldDefinition::relationshipName).orElse(null));
    body.put(
        "insertable",
        plain && field.filter(f -> f.is(FieldDefinition.Flag.CREATEABLE)).isPresent());
    body.put("joinColumns", List.of());
    body.put("numberType", isNumber(type));
    body.put("textType", apexType(type).equals("String"));
    body.put(
        "updatable", plain && field.filter(f -> f.is(FieldDefinition.Flag.UPDATEABLE)).isPresent());
    return body;
  }

  private static Map<String, @Nullable Object> join(
      String name, boolean children, List<Map<String, @Nullable Object>> columns) {
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("aggregate", children);
    body.put("apexType", null);
    body.put("booleanType", false);
    body.put("columnName", name);
    body.put("custom", name.endsWith("__r"));
    body.put("displayName", name);
    body.put("foreignKeyName", null);
    body.put("insertable", false);
    body.put("joinColumns", columns);
    body.put("numberType", false);
    body.put("textType", false);
    body.put("updatable", false);
    return body;
  }

  private static boolean isNumber(FieldType type) {
    return switch (apexType(type)) {
      case "Integer", "Long", "Double" -> true;
      default -> false;
    };
  }

  private static String apexType(FieldType type) {
    return switch (type) {
      case ID, REFERENCE -> "Id";
      case BOOLEAN -> "Boolean";
      case INT -> "Integer";
      case LONG -> "Long";
      case DOUBLE, CURRENCY, PERCENT -> "Double";
      case DATE -> "Date";
      case DATETIME -> "Datetime";
      case TIME -> "Time";
      case ADDRESS -> "Address";
      case LOCATION -> "Location";
      case BASE64 -> "Blob";
      case STRING,
          TEXTAREA,
          PICKLIST,
          MULTIPICKLIST,
          COMBOBOX,
          EMAIL,
          PHONE,
          URL,
          ENCRYPTEDSTRING,
          ANYTYPE,
          COMPLEXVALUE,
          JSON ->
          "String";
    };
  }
}
