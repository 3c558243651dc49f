package dev.syncline.simulator.soql.check;

import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.soql.plan.Filter;
import dev.syncline.simulator.soql.plan.Operand;
import dev.syncline.simulator.soql.plan.RecordPlan;
import dev.syncline.simulator.soql.tree.Condition;
import dev.syncline.simulator.soql.tree.Path;
import dev.syncline.simulator.soql.tree.Query;
import dev.syncline.simulator.soql.tree.SelectItem;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Checks the semi-joins and anti-joins of one WHERE.
 *
 * <p>SOQL and SOSL Reference, comparison operators, semi-joins with IN.
 */
final class SemiJoinChecker {
  private static final int MAX_SEMI_JOINS = 2;

  private static final Set<String> REFUSED_OBJECTS =
      Set.of(
          "activityhistory",
          "attachment",
          "event",
          "eventattendee",
          "note",
          "openactivity",
          "tag",
          "task");

  private final Scope scope;
  private final Inspection inspection;
  private final boolean nested;
  private int count;

  /**
   * @param nested whether the WHERE is itself that of a semi-join
   */
  SemiJoinChecker(Scope scope, boolean nested) {
    this.scope = scope;
    this.inspection = scope.inspection();
    this.nested = nested;
  }

  Filter check(Condition.InQuery condition) {
    if (nested) {
      throw inspection.malformed(
          condition.at(), "Nesting of semi join sub-selects is not supported");
    }
    if (++count > MAX_SEMI_JOINS) {
      throw inspection.malformed(
          condition.at(), "Maximum " + MAX_SEMI_JOINS + " semi join sub-selects are allowed.");
    }
    Operand.Field left = left(condition);
    Query query = condition.query();
    ObjectDefinition object =
        inspection.object(query.source().path().text(), query.source().path().at());
    if (object.equals(scope.object())) {
      throw inspection.malformed(
          query.at(), "The inner and outer selects should not be on the same object type");
    }
    if (REFUSED_OBJECTS.contains(object.name().toLowerCase(Locale.ROOT))) {
      throw inspection.malformed(
          query.source().path().at(),
          "Entity '" + object.name() + "' is not supported for semi join inner selects");
    }
    Scope inner = Scope.of(inspection, object, query.source());
    Operand.Field selected = selected(query, inner);
    RecordPlan plan = new RecordChecker(inner, true).check(query, List.of());
    return new Filter.InQuery(left, plan, selected);
  }

  private Operand.Field left(Condition.InQuery condition) {
    if (!(condition.left() instanceof Path path)) {
      throw inspection.malformed(
          condition.at(), "The left operand of a semi join must be an ID or reference field.");
    }
    Operand.Field left = scope.field(path);
    if (!left.hops().isEmpty()) {
      throw inspection.malformed(
          condition.at(),
          "The left operand '"
              + path.text()
              + "' cannot have more than one level of relationships");
    }
    requireId(left, path);
    return left;
  }

  private Operand.Field selected(Query query, Scope inner) {
    boolean single =
        query.select().size() == 1
            && query.select().getFirst() instanceof SelectItem.Value value
            && value.alias() == null
            && value.expression() instanceof Path;
    if (!single) {
      throw inspection.malformed(
          query.at(), "Only one field is allowed in a semi join sub-select, without a function.");
    }
    Path path = (Path) ((SelectItem.Value) query.select().getFirst()).expression();
    Operand.Field selected = inner.field(path);
    if (selected.hops().size() > 1) {
      throw inspection.malformed(
          path.at(),
          "The inner select field '"
              + path.text()
              + "' cannot have more than one level of relationships");
    }
    requireId(selected, path);
    return selected;
  }

  private void requireId(Operand.Field field, Path path) {
    if (field.type() != FieldType.ID && field.type() != FieldType.REFERENCE) {
      throw inspection.malformed(
          path.at(),
          "Semi join sub-selects can only compare ID and reference fields; '"
              + path.text()
              + "' is neither.");
    }
  }
}
