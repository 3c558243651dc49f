package dev.syncline.simulator.soql.check;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.soql.api.Cell;
import dev.syncline.simulator.soql.api.Column;
import dev.syncline.simulator.soql.plan.Member;
import dev.syncline.simulator.soql.plan.Operand;
import dev.syncline.simulator.soql.plan.Shape;
import dev.syncline.simulator.soql.plan.StatementPlan;
import dev.syncline.simulator.soql.tree.Call;
import dev.syncline.simulator.soql.tree.Function;
import dev.syncline.simulator.soql.tree.Literal;
import dev.syncline.simulator.soql.tree.Path;
import dev.syncline.simulator.soql.tree.Query;
import dev.syncline.simulator.soql.tree.SelectItem;
import dev.syncline.simulator.soql.tree.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks the SELECT of a query that shows records. */
final class SelectChecker {
  /** SOQL and SOSL Reference, FIELDS(): ALL and CUSTOM need a LIMIT of at most 200. */
  private static final long MAX_FIELDS_LIMIT = 200;

  /** Makes an operand of the field wherever the field is read. */
  private interface Renderer {
    Operand of(Operand.Field field);
  }

  private record Rendering(Operand.Field field, Renderer renderer) {}

  private final Scope scope;
  private final Inspection inspection;
  private final RecordOperands operands;
  private final int depth;
  private final ShapeBuilder builder = new ShapeBuilder();
  private final List<StatementPlan.FlatCell> cells = new ArrayList<>();
  private int unnamed;

  /**
   * @param depth how many subqueries the query lies inside
   */
  SelectChecker(Scope scope, int depth) {
    this.scope = scope;
    this.inspection = scope.inspection();
    this.operands = new RecordOperands(scope);
    this.depth = depth;
  }

  StatementPlan.RecordAnswer check(Query query) {
    for (SelectItem item : query.select()) {
      switch (item) {
        case SelectItem.Value value -> value(value, query);
        case SelectItem.Children children -> children(children);
        case SelectItem.TypeOf typeOf -> typeOf(typeOf);
      }
    }
    boolean flat = query.select().stream().allMatch(SelectItem.Value.class::isInstance);
    return new StatementPlan.RecordAnswer(builder.build(), flat ? cells : List.of());
  }

  private void value(SelectItem.Value value, Query query) {
    switch (value.expression()) {
      case Path path -> path(path, value.alias());
      case Call call -> call(call, value.alias(), query);
      case Literal literal -> throw inspection.malformed(literal.at(), "unexpected token");
    }
  }

  private void path(Path path, @Nullable String alias) {
    if (alias != null) {
      throw inspection.malformed(path.at(), "only aggregate expressions use field aliasing");
    }
    Operand.Field field = scope.field(path);
    add(field, new Operand.Field(List.of(), field.member()), column(field), path.at());
  }

  private static Column.Value column(Operand.Field field) {
    return new Column.Value(
        field.member().name(),
        field.type(),
        Column.Origin.FIELD,
        field.member().field().orElse(null));
  }

  /**
   * Adds a column.
   *
   * @param place the field as the statement reaches it
   * @param operand what is read of the record behind the field's hops
   */
  private void add(Operand.Field place, Operand operand, Column.Value column, int at) {
    List<Integer> path = builder.add(place.hops(), column, operand);
    String header =
        place.hops().stream().map(hop -> hop.relationship() + ".").collect(Collectors.joining())
            + column.name();
    if (path.isEmpty()) {
      throw inspection.invalidField(at, "duplicate field selected: " + header);
    }
    cells.add(new StatementPlan.FlatCell(new Cell(header, column), path));
  }

  private void call(Call call, @Nullable String alias, Query query) {
    switch (call.function().family()) {
      case LIST -> fields(call, alias, query);
      case RENDERING -> rendering(call, alias);
      case PLACE -> {
        Operand.Distance distance = operands.distance(call);
        own(distance, alias == null ? "expr" + unnamed++ : alias, call, null);
      }
      case DATE -> {
        operands.date(call);
        throw inspection.malformed(
            call.at(), "Field must be grouped or aggregated: " + call.function().name());
      }
      case AGGREGATE ->
          throw inspection.malformed(
              call.at(),
              depth > 0
                  ? "only root queries support aggregate expressions"
                  : "unexpected token: '" + call.function().name() + "'");
    }
  }

  private void own(Operand operand, String name, Call call, @Nullable FieldDefinition underlying) {
    var column = new Column.Value(name, operand.type(), Column.Origin.FUNCTION, underlying);
    List<Integer> path = builder.add(List.of(), column, operand);
    if (path.isEmpty()) {
      throw inspection.malformed(call.at(), "duplicate alias: " + name);
    }
    cells.add(new StatementPlan.FlatCell(new Cell(name, column), path));
  }

  private void rendering(Call call, @Nullable String alias) {
    Rendering rendering = rendered(call);
    Operand.Field field = rendering.field();
    Operand operand = rendering.renderer().of(field);
    FieldDefinition definition = field.member().field().orElse(null);
    if (alias != null) {
      own(operand, alias, call, definition);
      return;
    }
    // Without an alias the value stands where the field would; a parent's is read at the parent.
    var local = new Operand.Field(List.of(), field.member());
    var column =
        new Column.Value(field.member().name(), operand.type(), Column.Origin.FUNCTION, definition);
    add(field, rendering.renderer().of(local), column, call.at());
  }

  /** FORMAT, toLabel and convertCurrency; FORMAT may hold the other two. */
  private Rendering rendered(Call call) {
    Function function = call.function();
    if (function == Function.TOLABEL) {
      return new Rendering(operands.label(call).field(), Operand.Label::new);
    }
    if (function == Function.CONVERTCURRENCY) {
      return new Rendering(operands.onlyField(call), field -> field);
    }
    if (function != Function.FORMAT) {
      throw operands.unexpected(call);
    }
    boolean nested =
        call.arguments().size() == 1
            && call.arguments().getFirst() instanceof Call inner
            && inner.function().family() == Function.Family.RENDERING
            && inner.function() != Function.FORMAT;
    Rendering inside =
        nested
            ? rendered((Call) call.arguments().getFirst())
            : new Rendering(operands.onlyField(call), field -> field);
    return new Rendering(
        inside.field(), field -> new Operand.Formatted(inside.renderer().of(field)));
  }

  private void fields(Call call, @Nullable String alias, Query query) {
    boolean named =
        call.arguments().size() == 1
            && call.arguments().getFirst() instanceof Path path
            && path.names().size() == 1;
    if (!named || alias != null) {
      throw operands.unexpected(call);
    }
    String kind = ((Path) call.arguments().getFirst()).field().toUpperCase(Locale.ROOT);
    boolean known = kind.equals("ALL") || kind.equals("STANDARD") || kind.equals("CUSTOM");
    if (!known) {
      throw inspection.malformed(call.at(), "Invalid field: '" + kind + "'");
    }
    Window.Bound limit = query.window().limit();
    boolean bounded = limit != null && limit.value() <= MAX_FIELDS_LIMIT;
    if (!kind.equals("STANDARD") && !bounded) {
      throw inspection.malformed(
          call.at(), "The SOQL FIELDS function must have a LIMIT of at most " + MAX_FIELDS_LIMIT);
    }
    for (FieldDefinition field : scope.object().fields()) {
      if (kind.equals("ALL") || field.custom() == kind.equals("CUSTOM")) {
        var operand = new Operand.Field(List.of(), Member.Own.of(scope.object(), field));
        add(operand, operand, column(operand), call.at());
      }
    }
  }

  private void children(SelectItem.Children children) {
    inspection.countSubquery(children.at());
    ChildQueryChecker.Children found =
        new ChildQueryChecker(scope, depth + 1).check(children.query());
    if (!builder.claim(found.relationship())) {
      throw inspection.malformed(children.at(), "duplicate alias: " + found.relationship());
    }
    builder.append(
        new Column.Children(
            found.relationship(), found.part().shape().columns(), found.part().plan().object()),
        found.part());
  }

  private void typeOf(SelectItem.TypeOf typeOf) {
    TypeOfChecker.TypeOf found = new TypeOfChecker(scope).check(typeOf);
    if (!builder.claim(found.relationship())) {
      throw inspection.invalidField(
          typeOf.at(), "duplicate field selected: " + found.relationship());
    }
    builder.append(new Column.TypeOf(found.relationship()), found.part());
  }

  /** The shape of some fields of a parent, whatever its object. */
  static Shape shape(Scope scope, List<Path> paths) {
    var checker = new SelectChecker(scope, 0);
    paths.forEach(path -> checker.path(path, null));
    return checker.builder.build();
  }
}
