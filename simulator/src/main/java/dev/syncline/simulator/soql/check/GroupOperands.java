package dev.syncline.simulator.soql.check;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.soql.plan.Aggregate;
import dev.syncline.simulator.soql.plan.Comparison;
import dev.syncline.simulator.soql.plan.Operand;
import dev.syncline.simulator.soql.tree.Call;
import dev.syncline.simulator.soql.tree.Expression;
import dev.syncline.simulator.soql.tree.Function;
import dev.syncline.simulator.soql.tree.GroupBy;
import dev.syncline.simulator.soql.tree.Literal;
import dev.syncline.simulator.soql.tree.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Expressions over the groups of a statement; collects the aggregates that are asked for. */
final class GroupOperands implements Operands {
  private final Scope scope;
  private final Inspection inspection;
  private final RecordOperands records;
  private final List<Operand> keys = new ArrayList<>();
  private final List<Aggregate> aggregates = new ArrayList<>();
  private final boolean plain;

  /**
   * @param plain whether there are no subtotals; then a key must not be aggregated
   */
  GroupOperands(Scope scope, boolean plain) {
    this.scope = scope;
    this.inspection = scope.inspection();
    this.records = new RecordOperands(scope);
    this.plain = plain;
  }

  List<Operand> keys() {
    return keys;
  }

  List<Aggregate> aggregates() {
    return aggregates;
  }

  /** Adds the keys of GROUP BY. */
  void group(GroupBy groupBy) {
    for (Expression expression : groupBy.keys()) {
      Operand key =
          switch (expression) {
            case Path path -> groupable(path);
            case Call call -> date(call);
            case Literal literal -> throw inspection.malformed(literal.at(), "unexpected token");
          };
      if (keys.contains(key)) {
        throw inspection.malformed(
            expression.at(), "duplicate grouping expression: " + text(expression));
      }
      keys.add(key);
    }
  }

  private Operand groupable(Path path) {
    Operand.Field field = scope.field(path);
    if (!FieldRules.groupable(field)) {
      throw inspection.invalidField(
          path.at(), "field '" + field.member().name() + "' can not be grouped in a query call");
    }
    return field;
  }

  private Operand date(Call call) {
    if (call.function().family() != Function.Family.DATE) {
      throw records.unexpected(call);
    }
    return records.date(call);
  }

  @Override
  public Operand operand(Expression expression, Use use) {
    String what = use == Use.ORDER ? "Ordered field" : "Field";
    return operand(expression, what);
  }

  /** The expression over groups; {@code what} begins the refusal of one that is not grouped. */
  Operand operand(Expression expression, String what) {
    return switch (expression) {
      case Path path -> key(scope.field(path), path, what);
      case Call call -> call(call, what);
      case Literal literal -> throw inspection.malformed(literal.at(), "unexpected token");
    };
  }

  private Operand key(Operand operand, Expression expression, String what) {
    int index = keys.indexOf(operand);
    if (index < 0) {
      throw inspection.malformed(
          expression.at(), what + " must be grouped or aggregated: " + text(expression));
    }
    return new Operand.GroupKey(index, operand);
  }

  private Operand call(Call call, String what) {
    return switch (call.function().family()) {
      case AGGREGATE -> call.function() == Function.GROUPING ? grouping(call) : aggregated(call);
      case DATE -> key(records.date(call), call, what);
      case RENDERING -> rendering(call, what);
      case PLACE, LIST -> throw records.unexpected(call);
    };
  }

  private Operand rendering(Call call, String what) {
    boolean single = call.arguments().size() == 1;
    if (single && call.function() == Function.FORMAT) {
      return new Operand.Formatted(operand(call.arguments().getFirst(), what));
    }
    if (single && call.function() == Function.CONVERTCURRENCY) {
      return operand(call.arguments().getFirst(), what);
    }
    throw records.unexpected(call);
  }

  private Operand grouping(Call call) {
    Operand.Field field = records.onlyField(call);
    int index = keys.indexOf(field);
    if (index < 0) {
      throw inspection.malformed(
          call.at(), "Field must be grouped or aggregated: " + field.member().name());
    }
    return new Operand.Grouping(index);
  }

  private Operand aggregated(Call call) {
    boolean bareCount = call.function() == Function.COUNT && call.arguments().isEmpty();
    var aggregate =
        new Aggregate(
            Aggregate.Function.valueOf(call.function().name()), bareCount ? null : argument(call));
    int known = aggregates.indexOf(aggregate);
    if (known < 0) {
      aggregates.add(aggregate);
    }
    return new Operand.Aggregated(known < 0 ? aggregates.size() - 1 : known, aggregate);
  }

  private Operand argument(Call call) {
    boolean currency =
        call.arguments().size() == 1
            && call.arguments().getFirst() instanceof Call inner
            && inner.function() == Function.CONVERTCURRENCY;
    Operand.Field field = records.onlyField(currency ? (Call) call.arguments().getFirst() : call);
    String name = field.member().name();
    if (!FieldRules.aggregatable(field) || !fits(call.function(), field)) {
      throw inspection.malformed(
          call.at(), "field " + name + " does not support aggregate operator " + call.function());
    }
    if (plain && keys.contains(field)) {
      throw inspection.malformed(call.at(), "Grouped field should not be aggregated: " + name);
    }
    return field;
  }

  private static boolean fits(Function function, Operand.Field field) {
    Comparison comparison = Comparison.of(field);
    return (function != Function.SUM && function != Function.AVG)
        || comparison == Comparison.NUMBER;
  }

  /** An expression as messages show it. */
  static String text(Expression expression) {
    return switch (expression) {
      case Path path -> path.text();
      case Call call ->
          call.function()
              + "("
              + call.arguments().stream().map(GroupOperands::text).findFirst().orElse("")
              + ")";
      case Literal literal -> "";
    };
  }

  /** The field that a column over groups is made from. */
  static Optional<FieldDefinition> underlying(Operand operand) {
    return switch (operand) {
      case Operand.Field field -> field.member().field();
      case Operand.DatePart part -> underlying(part.argument());
      case Operand.Label label -> underlying(label.field());
      case Operand.Formatted formatted -> underlying(formatted.argument());
      case Operand.GroupKey key -> underlying(key.key());
      case Operand.Aggregated aggregated ->
          Optional.ofNullable(aggregated.aggregate().argument()).flatMap(GroupOperands::underlying);
      case Operand.Grouping grouping -> Optional.empty();
      case Operand.Distance distance -> Optional.empty();
    };
  }
}
