package dev.syncline.simulator.soql.check;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.soql.api.ErrorCode;
import dev.syncline.simulator.soql.plan.Filter;
import dev.syncline.simulator.soql.plan.Member;
import dev.syncline.simulator.soql.plan.Operand;
import dev.syncline.simulator.soql.plan.RecordPlan;
import dev.syncline.simulator.soql.plan.SortKey;
import dev.syncline.simulator.soql.tree.Condition;
import dev.syncline.simulator.soql.tree.OrderBy;
import dev.syncline.simulator.soql.tree.Query;
import dev.syncline.simulator.soql.tree.Source;
import dev.syncline.simulator.soql.tree.Window;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Checks which records a query finds: FROM's scope, WHERE, LIMIT and OFFSET. */
final class RecordChecker {
  /** SOQL and SOSL Reference, OFFSET. */
  private static final long MAX_OFFSET = 2_000;

  /** SOQL and SOSL Reference, ORDER BY. */
  private static final int MAX_SORT_KEYS = 32;

  private static final Set<String> SCOPES =
      Set.of(
          "delegated",
          "everything",
          "mine",
          "mine_and_my_groups",
          "my_territory",
          "my_team_territory",
          "team",
          "allprivate",
          "scopingrule");

  private final Scope scope;
  private final Inspection inspection;
  private final boolean semiJoin;

  /**
   * @param semiJoin whether the query is the inner one of a semi-join
   */
  RecordChecker(Scope scope, boolean semiJoin) {
    this.scope = scope;
    this.inspection = scope.inspection();
    this.semiJoin = semiJoin;
  }

  RecordPlan check(Query query, List<SortKey> order) {
    Window.Bound limit = query.window().limit();
    Window.Bound offset = query.window().offset();
    if (offset != null && offset.value() > MAX_OFFSET) {
      throw inspection.refuse(
          ErrorCode.NUMBER_OUTSIDE_VALID_RANGE,
          offset.at(),
          "Maximum SOQL offset allowed is " + MAX_OFFSET);
    }
    return new RecordPlan(
        scope.object(),
        filter(query),
        order,
        limit == null ? Long.MAX_VALUE : limit.value(),
        offset == null ? 0 : offset.value(),
        inspection.settings().includeDeleted());
  }

  private Filter filter(Query query) {
    Condition where = query.where();
    Filter filter =
        where == null
            ? new Filter.Constant(true)
            : new FilterChecker(
                    inspection, new RecordOperands(scope), new SemiJoinChecker(scope, semiJoin))
                .check(where);
    Source.Scope asked = query.source().scope();
    if (asked == null || !mine(asked)) {
      return filter;
    }
    FieldDefinition owner =
        scope
            .object()
            .field("OwnerId")
            .orElseThrow(
                () ->
                    inspection.refuse(
                        ErrorCode.INVALID_QUERY_SCOPE,
                        asked.at(),
                        "'" + asked.name() + "' scope is not allowed on " + scope.object().name()));
    Operand operand = new Operand.Field(List.of(), Member.Own.of(scope.object(), owner));
    Filter own = new Filter.Equal(operand, inspection.settings().userId());
    return where == null ? own : new Filter.All(List.of(own, filter));
  }

  private boolean mine(Source.Scope asked) {
    String name = asked.name().toLowerCase(Locale.ROOT);
    if (!SCOPES.contains(name)) {
      throw inspection.refuse(
          ErrorCode.INVALID_QUERY_SCOPE, asked.at(), "Invalid scope: '" + asked.name() + "'");
    }
    return name.equals("mine") || name.equals("mine_and_my_groups");
  }

  /** The keys of ORDER BY, over records or over groups. */
  static List<SortKey> order(Inspection inspection, List<OrderBy> keys, Operands operands) {
    if (keys.size() > MAX_SORT_KEYS) {
      throw inspection.malformed(
          keys.get(MAX_SORT_KEYS).expression().at(),
          "A query can be ordered by at most " + MAX_SORT_KEYS + " fields.");
    }
    return keys.stream()
        .map(
            key ->
                new SortKey(
                    operands.operand(key.expression(), Operands.Use.ORDER),
                    key.descending(),
                    key.nullsFirst()))
        .toList();
  }
}
