package dev.syncline.simulator.soql.check;

import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.soql.api.Location;
import dev.syncline.simulator.soql.plan.DateFunction;
import dev.syncline.simulator.soql.plan.Operand;
import dev.syncline.simulator.soql.tree.Call;
import dev.syncline.simulator.soql.tree.Expression;
import dev.syncline.simulator.soql.tree.Function;
import dev.syncline.simulator.soql.tree.Literal;
import dev.syncline.simulator.soql.tree.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Expressions over the records of one query. */
final class RecordOperands implements Operands {
  private static final Set<FieldType> LABELLED =
      EnumSet.of(FieldType.PICKLIST, FieldType.MULTIPICKLIST, FieldType.COMBOBOX, FieldType.STRING);

  private final Scope scope;
  private final Inspection inspection;

  RecordOperands(Scope scope) {
    this.scope = scope;
    this.inspection = scope.inspection();
  }

  @Override
  public Operand operand(Expression expression, Use use) {
    return switch (expression) {
      case Path path -> usable(scope.field(path), path.at(), use);
      case Call call -> call(call, use);
      case Literal literal -> throw inspection.malformed(literal.at(), "unexpected token");
    };
  }

  private Operand.Field usable(Operand.Field field, int at, Use use) {
    boolean allowed = use == Use.FILTER ? FieldRules.filterable(field) : FieldRules.sortable(field);
    if (!allowed) {
      String verb = use == Use.FILTER ? "filtered" : "sorted";
      throw inspection.invalidField(
          at, "field '" + field.member().name() + "' can not be " + verb + " in a query call");
    }
    return field;
  }

  private Operand call(Call call, Use use) {
    return switch (call.function().family()) {
      case DATE -> date(call);
      case PLACE -> distance(call);
      case RENDERING -> rendering(call, use);
      case AGGREGATE, LIST -> throw unexpected(call);
    };
  }

  private Operand rendering(Call call, Use use) {
    if (call.function() == Function.TOLABEL) {
      return label(call);
    }
    if (call.function() == Function.CONVERTCURRENCY) {
      return usable(onlyField(call), call.at(), use);
    }
    throw unexpected(call);
  }

  /** {@code toLabel} of a picklist. */
  Operand.Label label(Call call) {
    Operand.Field field = onlyField(call);
    if (!LABELLED.contains(field.type())) {
      throw inspection.invalidField(
          call.at(), "field " + field.member().name() + " does not support toLabel");
    }
    return new Operand.Label(field);
  }

  /** A date function of a date or datetime, the latter maybe inside convertTimezone. */
  Operand.DatePart date(Call call) {
    if (call.arguments().size() != 1) {
      throw unexpected(call);
    }
    Expression argument = call.arguments().getFirst();
    boolean local = argument instanceof Call inner && inner.function() == Function.CONVERTTIMEZONE;
    Operand.Field field = argument instanceof Call inner ? converted(call, inner) : onlyField(call);
    var function = DateFunction.valueOf(call.function().name());
    boolean moment = field.type() == FieldType.DATETIME;
    boolean day = field.type() == FieldType.DATE && !function.needsTime() && !local;
    if (!moment && !day) {
      throw inspection.invalidField(
          call.at(),
          "field " + field.member().name() + " does not support function " + function.name());
    }
    return new Operand.DatePart(function, field, local);
  }

  private Operand.Field converted(Call outer, Call inner) {
    if (inner.function() != Function.CONVERTTIMEZONE) {
      throw nested(outer);
    }
    return onlyField(inner);
  }

  /** The one field that a function is called with. */
  Operand.Field onlyField(Call call) {
    if (call.arguments().size() != 1) {
      throw unexpected(call);
    }
    return switch (call.arguments().getFirst()) {
      case Path path -> scope.field(path);
      case Call inner -> throw nested(call);
      case Literal literal -> throw unexpected(call);
    };
  }

  /** {@code DISTANCE(place, place, 'mi' or 'km')}. */
  Operand.Distance distance(Call call) {
    List<Expression> arguments = call.arguments();
    boolean sound =
        call.function() == Function.DISTANCE
            && arguments.size() == 3
            && arguments.get(2) instanceof Literal.Text;
    if (!sound) {
      throw unexpected(call);
    }
    String unit = ((Literal.Text) arguments.get(2)).value().toLowerCase(Locale.ROOT);
    if (!unit.equals("mi") && !unit.equals("km")) {
      throw inspection.malformed(
          arguments.get(2).at(), "Invalid unit '" + unit + "'; DISTANCE measures in 'mi' or 'km'.");
    }
    return new Operand.Distance(
        place(call, arguments.get(0)), place(call, arguments.get(1)), unit.equals("mi"));
  }

  private Operand.Place place(Call outer, Expression argument) {
    if (argument instanceof Path path) {
      Operand.Field field = scope.field(path);
      if (field.type() != FieldType.LOCATION && field.type() != FieldType.ADDRESS) {
        throw inspection.invalidField(
            path.at(), "field " + field.member().name() + " does not support DISTANCE");
      }
      return new Operand.Place(field, null);
    }
    boolean point =
        argument instanceof Call inner
            && inner.function() == Function.GEOLOCATION
            && inner.arguments().size() == 2
            && inner.arguments().stream().allMatch(Literal.Number.class::isInstance);
    if (!point) {
      throw unexpected(outer);
    }
    List<Expression> degrees = ((Call) argument).arguments();
    return new Operand.Place(
        null,
        new Location(
            ((Literal.Number) degrees.get(0)).value(), ((Literal.Number) degrees.get(1)).value()));
  }

  RuntimeException nested(Call call) {
    return inspection.malformed(
        call.at(),
        "nested functional syntax can only be used in the following manner:"
            + " date_function(convertTimezone(columnName)): "
            + call.function().name());
  }

  RuntimeException unexpected(Call call) {
    return inspection.malformed(call.at(), "unexpected token: '" + call.function().name() + "'");
  }
}
