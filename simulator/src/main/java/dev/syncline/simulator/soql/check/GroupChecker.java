package dev.syncline.simulator.soql.check;

import dev.syncline.simulator.soql.api.Cell;
import dev.syncline.simulator.soql.api.Column;
import dev.syncline.simulator.soql.plan.Filter;
import dev.syncline.simulator.soql.plan.GroupPlan;
import dev.syncline.simulator.soql.plan.Operand;
import dev.syncline.simulator.soql.plan.SortKey;
import dev.syncline.simulator.soql.plan.StatementPlan;
import dev.syncline.simulator.soql.tree.Call;
import dev.syncline.simulator.soql.tree.Condition;
import dev.syncline.simulator.soql.tree.Expression;
import dev.syncline.simulator.soql.tree.Function;
import dev.syncline.simulator.soql.tree.GroupBy;
import dev.syncline.simulator.soql.tree.Path;
import dev.syncline.simulator.soql.tree.Query;
import dev.syncline.simulator.soql.tree.SelectItem;
import dev.syncline.simulator.soql.tree.Window;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks a statement that answers with groups or with overall aggregates. Unverified: texts that
 * differ in case alone are one group, and ORDER BY does not know the aliases of aggregates.
 */
final class GroupChecker {
  /** SOQL and SOSL Reference, GROUP BY ROLLUP and CUBE. */
  private static final int MAX_SUBTOTAL_KEYS = 3;

  private static final int MAX_KEYS = 30;

  private final Scope scope;
  private final Inspection inspection;
  private final List<Column> columns = new ArrayList<>();
  private final List<Cell> cells = new ArrayList<>();
  private final List<Operand> outputs = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private int unnamed;

  GroupChecker(Scope scope) {
    this.scope = scope;
    this.inspection = scope.inspection();
  }

  /** Whether a query answers with groups and not with records. */
  static boolean groups(Query query) {
    return query.groupBy() != null
        || query.select().stream()
            .anyMatch(
                item ->
                    item instanceof SelectItem.Value value
                        && value.expression() instanceof Call call
                        && aggregates(call));
  }

  private static boolean aggregates(Call call) {
    return call.function().family() == Function.Family.AGGREGATE
        || call.arguments().stream()
            .anyMatch(argument -> argument instanceof Call inner && aggregates(inner));
  }

  StatementPlan.GroupAnswer check(Query query) {
    GroupBy groupBy = query.groupBy();
    GroupBy.Mode mode = groupBy == null ? GroupBy.Mode.PLAIN : groupBy.mode();
    var operands = new GroupOperands(scope, mode == GroupBy.Mode.PLAIN);
    if (groupBy == null) {
      requireUnbounded(query.window());
    } else {
      requireFewKeys(groupBy);
      operands.group(groupBy);
    }
    query.select().forEach(item -> item(item, operands));
    Condition having = groupBy == null ? null : groupBy.having();
    Filter filter =
        having == null
            ? new Filter.Constant(true)
            : new FilterChecker(inspection, operands, new SemiJoinChecker(scope, true))
                .check(having);
    List<SortKey> order = RecordChecker.order(inspection, query.orderBy(), operands);
    var plan =
        new GroupPlan(
            List.copyOf(operands.keys()),
            levels(mode, operands.keys().size()),
            List.copyOf(operands.aggregates()),
            List.copyOf(outputs),
            List.copyOf(columns),
            filter,
            order);
    return new StatementPlan.GroupAnswer(plan, List.copyOf(cells));
  }

  private void requireUnbounded(Window window) {
    Window.Bound limit = window.limit();
    Window.Bound bound = limit == null ? window.offset() : limit;
    if (bound != null) {
      throw inspection.malformed(
          bound.at(),
          "Non-grouped query that uses overall aggregate functions cannot also use "
              + (limit == null ? "OFFSET" : "LIMIT"));
    }
  }

  private void requireFewKeys(GroupBy groupBy) {
    int most = groupBy.mode() == GroupBy.Mode.PLAIN ? MAX_KEYS : MAX_SUBTOTAL_KEYS;
    if (groupBy.keys().size() > most) {
      throw inspection.malformed(
          groupBy.keys().get(most).at(), "GROUP BY takes at most " + most + " fields here.");
    }
  }

  private void item(SelectItem item, GroupOperands operands) {
    if (!(item instanceof SelectItem.Value value)) {
      throw inspection.malformed(item.at(), "A grouped query cannot select subqueries or TYPEOF.");
    }
    boolean bareCount =
        value.expression() instanceof Call call
            && call.function() == Function.COUNT
            && call.arguments().isEmpty();
    if (bareCount) {
      throw inspection.malformed(value.at(), "unexpected token: 'COUNT'");
    }
    Operand operand = operands.operand(value.expression(), "Field");
    String alias = value.alias();
    String name =
        alias != null
            ? alias
            : value.expression() instanceof Path
                ? Operands.name(value.expression(), ((Operand.GroupKey) operand).key())
                : "expr" + unnamed++;
    if (!names.add(name.toLowerCase(Locale.ROOT))) {
      throw inspection.malformed(value.at(), "duplicate alias: " + name);
    }
    var column =
        new Column.Value(
            name,
            operand.type(),
            operand instanceof Operand.GroupKey ? Column.Origin.GROUP : Column.Origin.AGGREGATE,
            GroupOperands.underlying(operand).orElse(null),
            display(value.expression(), name));
    columns.add(column);
    cells.add(new Cell(name, column));
    outputs.add(operand);
  }

  /** An aggregate as it is told: the function in lower case around the field as written. */
  private static String display(Expression expression, String name) {
    return expression instanceof Call call && call.function().family() == Function.Family.AGGREGATE
        ? call.function().name().toLowerCase(Locale.ROOT)
            + call.arguments().stream()
                .map(argument -> argument instanceof Path path ? path.text() : name)
                .collect(Collectors.joining(",", "(", ")"))
        : name;
  }

  private static List<Integer> levels(GroupBy.Mode mode, int keys) {
    var levels = new ArrayList<Integer>();
    int all = (1 << keys) - 1;
    switch (mode) {
      case PLAIN -> levels.add(all);
      case ROLLUP -> {
        for (int kept = keys; kept >= 0; kept--) {
          levels.add((1 << kept) - 1);
        }
      }
      case CUBE -> {
        for (int level = all; level >= 0; level--) {
          levels.add(level);
        }
      }
    }
    return levels;
  }
}
