package dev.syncline.simulator.soql.check;

import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.soql.plan.RecordPlan;
import dev.syncline.simulator.soql.plan.Shape;
import dev.syncline.simulator.soql.plan.StatementPlan;
import java.util.Optional;

/**
 * What Bulk API 2.0 does not query. The texts on compounds and subqueries are those of real orgs,
 * the others follow their form (unverified).
 */
final class BulkRules {
  private BulkRules() {}

  static Optional<String> refusal(RecordPlan records, StatementPlan.Answer answer) {
    if (records.offset() > 0) {
      return Optional.of("OFFSET not supported in Bulk Query");
    }
    return switch (answer) {
      case StatementPlan.CountAnswer count ->
          Optional.of("Aggregate functions not supported in Bulk Query");
      case StatementPlan.GroupAnswer groups ->
          Optional.of(
              groups.groups().keys().isEmpty()
                  ? "Aggregate functions not supported in Bulk Query"
                  : "GROUP BY not supported in Bulk Query");
      case StatementPlan.RecordAnswer record -> shape(record.shape());
    };
  }

  private static Optional<String> shape(Shape shape) {
    for (Shape.Part part : shape.parts()) {
      Optional<String> refusal =
          switch (part) {
            case Shape.ValuePart value -> value(value.operand().type());
            case Shape.ParentPart parent -> shape(parent.shape());
            case Shape.ChildrenPart children ->
                Optional.of("Aggregate Relationships not supported in Bulk Query");
            case Shape.TypeOfPart typeOf -> Optional.of("TYPEOF not supported in Bulk Query");
          };
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> value(FieldType type) {
    if (type == FieldType.ADDRESS || type == FieldType.LOCATION) {
      return Optional.of("Selecting compound data not supported in Bulk Query");
    }
    return type == FieldType.BASE64
        ? Optional.of("Selecting binary data not supported in Bulk Query")
        : Optional.empty();
  }
}
