package dev.syncline.simulator.soql.check;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.soql.plan.Comparison;
import dev.syncline.simulator.soql.plan.Operand;
import java.util.EnumSet;
import java.util.Set;

/**
 * What may be done with a field, by its describe and its type. Compounds are described as
 * filterable; here they are so only inside DISTANCE (unverified for comparisons with null).
 */
final class FieldRules {
  private static final Set<FieldType> NOT_AGGREGATED =
      EnumSet.of(
          FieldType.BOOLEAN,
          FieldType.MULTIPICKLIST,
          FieldType.ENCRYPTEDSTRING,
          FieldType.BASE64,
          FieldType.ADDRESS,
          FieldType.LOCATION,
          FieldType.COMPLEXVALUE,
          FieldType.JSON);

  private FieldRules() {}

  static boolean filterable(Operand.Field field) {
    return comparable(field) && allows(field, FieldDefinition.Flag.FILTERABLE);
  }

  static boolean sortable(Operand.Field field) {
    return comparable(field)
        && field.type() != FieldType.MULTIPICKLIST
        && allows(field, FieldDefinition.Flag.SORTABLE);
  }

  static boolean groupable(Operand.Field field) {
    return comparable(field)
        && field.type() != FieldType.MULTIPICKLIST
        && allows(field, FieldDefinition.Flag.GROUPABLE);
  }

  static boolean aggregatable(Operand.Field field) {
    return comparable(field)
        && !NOT_AGGREGATED.contains(field.type())
        && allows(field, FieldDefinition.Flag.AGGREGATABLE);
  }

  private static boolean comparable(Operand.Field field) {
    return Comparison.of(field) != Comparison.NONE;
  }

  private static boolean allows(Operand.Field field, FieldDefinition.Flag flag) {
    return field.member().field().map(f -> f.is(flag)).orElse(true);
  }
}
