package dev.syncline.simulator.soql.check;

import dev.syncline.simulator.soql.api.ErrorCode;
import dev.syncline.simulator.soql.api.SoqlException;
import dev.syncline.simulator.soql.plan.Comparison;
import dev.syncline.simulator.soql.plan.Filter;
import dev.syncline.simulator.soql.plan.LikePattern;
import dev.syncline.simulator.soql.plan.Operand;
import dev.syncline.simulator.soql.plan.TextOrder;
import dev.syncline.simulator.soql.tree.Condition;
import dev.syncline.simulator.soql.tree.Literal;
import dev.syncline.simulator.soql.tree.Operator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns conditions into typed filters. */
final class FilterChecker {
  /** Where a condition stands, as far as semi-joins care. */
  private enum Position {
    TOP,
    UNDER_OR,
    NESTED
  }

  private final Inspection inspection;
  private final Operands operands;
  private final SemiJoinChecker semiJoins;
  private final LiteralTyper literals;

  FilterChecker(Inspection inspection, Operands operands, SemiJoinChecker semiJoins) {
    this.inspection = inspection;
    this.operands = operands;
    this.semiJoins = semiJoins;
    this.literals = new LiteralTyper(inspection);
  }

  Filter check(Condition condition) {
    return check(condition, Position.TOP, true);
  }

  private Filter check(Condition condition, Position position, boolean outermost) {
    return switch (condition) {
      case Condition.And and ->
          new Filter.All(
              parts(and.parts(), outermost ? Position.TOP : worse(position, Position.NESTED)));
      case Condition.Or or -> any(parts(or.parts(), worse(position, Position.UNDER_OR)));
      case Condition.Not not -> new Filter.Not(check(not.part(), Position.NESTED, false));
      case Condition.Compare compare -> compare(compare);
      case Condition.In in -> in(in);
      case Condition.Includes includes -> includes(includes);
      case Condition.InQuery inQuery -> inQuery(inQuery, position);
    };
  }

  private static Position worse(Position outer, Position inner) {
    return outer == Position.TOP ? inner : outer;
  }

  private List<Filter> parts(List<Condition> conditions, Position position) {
    return conditions.stream().map(part -> check(part, position, false)).toList();
  }

  /** One or the other; equalities of one operand become a set, which an index can answer. */
  private static Filter any(List<Filter> parts) {
    var values = new LinkedHashSet<Object>();
    Operand common = null;
    for (Filter part : parts) {
      Operand operand = equated(part, values);
      if (operand == null || (common != null && !common.equals(operand))) {
        return new Filter.Any(parts);
      }
      common = operand;
    }
    return common == null ? new Filter.Any(parts) : new Filter.OneOf(common, values);
  }

  private static @Nullable Operand equated(Filter part, Set<Object> values) {
    return switch (part) {
      case Filter.Equal equal -> {
        values.add(Comparison.of(equal.operand()).normal(equal.value()));
        yield equal.operand();
      }
      case Filter.OneOf oneOf -> {
        values.addAll(oneOf.values());
        yield oneOf.operand();
      }
      case Filter.All all -> null;
      case Filter.Any any -> null;
      case Filter.Not not -> null;
      case Filter.Constant constant -> null;
      case Filter.Missing missing -> null;
      case Filter.Beyond beyond -> null;
      case Filter.Within within -> null;
      case Filter.Like like -> null;
      case Filter.Includes includes -> null;
      case Filter.InQuery inQuery -> null;
    };
  }

  private Filter compare(Condition.Compare compare) {
    Operand operand = operands.operand(compare.left(), Operands.Use.FILTER);
    String name = Operands.name(compare.left(), operand);
    requireOperator(operand, compare.operator(), compare.at());
    if (compare.operator() == Operator.LIKE) {
      return like(operand, name, compare);
    }
    LiteralTyper.Meaning meaning = literals.type(operand, name, compare.at(), compare.right());
    return switch (meaning) {
      case LiteralTyper.Empty empty -> empty(operand, compare.operator());
      case LiteralTyper.Single single -> single(operand, compare.operator(), single.value());
      case LiteralTyper.Range range -> range(operand, compare.operator(), range);
    };
  }

  private static Filter empty(Operand operand, Operator operator) {
    return switch (operator) {
      case EQUAL -> new Filter.Missing(operand);
      case NOT_EQUAL -> new Filter.Not(new Filter.Missing(operand));
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, LIKE -> new Filter.Constant(false);
    };
  }

  private static Filter single(Operand operand, Operator operator, Object value) {
    return switch (operator) {
      case EQUAL, LIKE -> new Filter.Equal(operand, value);
      case NOT_EQUAL -> new Filter.Not(new Filter.Equal(operand, value));
      case LESS -> new Filter.Beyond(operand, Filter.Side.LESS, value);
      case LESS_OR_EQUAL -> new Filter.Beyond(operand, Filter.Side.LESS_OR_EQUAL, value);
      case GREATER -> new Filter.Beyond(operand, Filter.Side.GREATER, value);
      case GREATER_OR_EQUAL -> new Filter.Beyond(operand, Filter.Side.GREATER_OR_EQUAL, value);
    };
  }

  private static Filter range(Operand operand, Operator operator, LiteralTyper.Range range) {
    return switch (operator) {
      case EQUAL, LIKE -> new Filter.Within(operand, range.from(), range.to());
      case NOT_EQUAL -> new Filter.Not(new Filter.Within(operand, range.from(), range.to()));
      case LESS -> new Filter.Beyond(operand, Filter.Side.LESS, range.from());
      case LESS_OR_EQUAL -> new Filter.Beyond(operand, Filter.Side.LESS, range.to());
      case GREATER -> new Filter.Beyond(operand, Filter.Side.GREATER_OR_EQUAL, range.to());
      case GREATER_OR_EQUAL ->
          new Filter.Beyond(operand, Filter.Side.GREATER_OR_EQUAL, range.from());
    };
  }

  private Filter like(Operand operand, String name, Condition.Compare compare) {
    if (compare.right() instanceof Literal.Text text) {
      return new Filter.Like(operand, new LikePattern(text.pattern()));
    }
    throw inspection.invalidField(
        compare.at(),
        "value of filter criterion for field '"
            + name
            + "' must be of type string and should be enclosed in quotes");
  }

  private void requireOperator(Operand operand, Operator operator, int at) {
    Comparison comparison = Comparison.of(operand);
    boolean ordered = operator != Operator.EQUAL && operator != Operator.NOT_EQUAL;
    boolean refused =
        switch (comparison) {
          case TEXT, EXACT_TEXT -> false;
          case BOOLEAN, PICKS -> ordered;
          case ID, NUMBER, DATE, DATETIME, TIME, NONE -> operator == Operator.LIKE;
        };
    boolean distanceEquated = operand instanceof Operand.Distance && !ordered;
    if (refused || distanceEquated) {
      throw invalidOperator(operand, at);
    }
  }

  private SoqlException invalidOperator(Operand operand, int at) {
    String type =
        switch (Comparison.of(operand)) {
          case ID -> "id";
          case PICKS -> "multipicklist";
          case DATETIME -> "dateTime";
          case TEXT, EXACT_TEXT, NUMBER, BOOLEAN, DATE, TIME, NONE -> operand.type().wireName();
        };
    return inspection.refuse(
        ErrorCode.INVALID_QUERY_FILTER_OPERATOR, at, "invalid operator on " + type + " field");
  }

  private Filter in(Condition.In in) {
    Operand operand = operands.operand(in.left(), Operands.Use.FILTER);
    String name = Operands.name(in.left(), operand);
    if (operand instanceof Operand.Distance) {
      throw invalidOperator(operand, in.at());
    }
    var values = new HashSet<Object>();
    var parts = new ArrayList<Filter>();
    for (Literal literal : in.values()) {
      switch (literals.type(operand, name, in.at(), literal)) {
        case LiteralTyper.Empty empty -> parts.add(new Filter.Missing(operand));
        case LiteralTyper.Single single ->
            values.add(Comparison.of(operand).normal(single.value()));
        case LiteralTyper.Range range ->
            parts.add(new Filter.Within(operand, range.from(), range.to()));
      }
    }
    if (!values.isEmpty()) {
      parts.add(new Filter.OneOf(operand, values));
    }
    Filter found = parts.size() == 1 ? parts.getFirst() : new Filter.Any(parts);
    return in.negated() ? new Filter.Not(found) : found;
  }

  private Filter includes(Condition.Includes includes) {
    Operand operand = operands.operand(includes.left(), Operands.Use.FILTER);
    if (Comparison.of(operand) != Comparison.PICKS) {
      throw inspection.refuse(
          ErrorCode.INVALID_QUERY_FILTER_OPERATOR,
          includes.at(),
          "includes or excludes operator only valid on multipicklist field");
    }
    String name = Operands.name(includes.left(), operand);
    var choices = new ArrayList<Set<String>>();
    for (Literal literal : includes.values()) {
      literals.type(operand, name, includes.at(), literal);
      if (literal instanceof Literal.Text text) {
        choices.add(entries(text.value()));
      }
    }
    Filter found = new Filter.Includes(operand, choices);
    return includes.negated() ? new Filter.Not(found) : found;
  }

  private static Set<String> entries(String value) {
    var entries = new HashSet<String>();
    for (String entry : value.split(";", -1)) {
      entries.add(TextOrder.fold(entry.strip()));
    }
    return Set.copyOf(entries);
  }

  private Filter inQuery(Condition.InQuery inQuery, Position position) {
    switch (position) {
      case TOP -> {}
      case UNDER_OR ->
          throw inspection.malformed(
              inQuery.at(), "Semi join sub-selects are not allowed with the 'OR' operator");
      case NESTED ->
          throw inspection.malformed(
              inQuery.at(),
              "Semi join sub-selects are only allowed at the top level of WHERE expressions and"
                  + " not in nested WHERE expressions.");
    }
    Filter found = semiJoins.check(inQuery);
    return inQuery.negated() ? new Filter.Not(found) : found;
  }
}
