package dev.syncline.simulator.soql.check;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.soql.plan.Comparison;
import dev.syncline.simulator.soql.plan.Operand;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What may be done with a field, by its describe and its type. Compounds are described as
 * filterable; here they are so only inside DISTANCE (unverified for comparisons with null).
 */
final class FieldRules {
  /** Longer text areas can be neither filtered nor sorted, whatever describe says. */
  private static final int MAX_COMPARABLE_LENGTH = 255;

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
    Optional<FieldDefinition> definition = field.member().field();
    boolean longText =
        field.type() == FieldType.TEXTAREA
            && definition.filter(f -> f.length() > MAX_COMPARABLE_LENGTH).isPresent();
    return !longText && Comparison.of(field) != Comparison.NONE;
  }

  private static boolean allows(Operand.Field field, FieldDefinition.Flag flag) {
    return field.member().field().map(f -> f.is(flag)).orElse(true);
  }
}
