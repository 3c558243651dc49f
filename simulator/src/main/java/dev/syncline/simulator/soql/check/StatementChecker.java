package dev.syncline.simulator.soql.check;

import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.soql.api.QuerySettings;
import dev.syncline.simulator.soql.plan.RecordPlan;
import dev.syncline.simulator.soql.plan.SortKey;
import dev.syncline.simulator.soql.plan.StatementPlan;
import dev.syncline.simulator.soql.tree.Call;
import dev.syncline.simulator.soql.tree.Function;
import dev.syncline.simulator.soql.tree.Path;
import dev.syncline.simulator.soql.tree.Query;
import dev.syncline.simulator.soql.tree.SelectItem;
import dev.syncline.simulator.soql.tree.SourceText;
import java.util.List;

/** Checks a whole statement. */
public final class StatementChecker {
  private final Inspection inspection;

  private StatementChecker(Inspection inspection) {
    this.inspection = inspection;
  }

  /**
   * The plan of a statement.
   *
   * @throws dev.syncline.simulator.soql.api.SoqlException if it breaks a rule; the first one found
   */
  public static StatementPlan check(
      SourceText source, Query query, Schema schema, QuerySettings settings) {
    return new StatementChecker(new Inspection(source, schema, settings)).check(query);
  }

  private StatementPlan check(Query query) {
    Path from = query.source().path();
    ObjectDefinition object = inspection.object(from.text(), from.at());
    Scope scope = Scope.of(inspection, object, query.source());
    if (countsOnly(query)) {
      return count(query, scope);
    }
    if (GroupChecker.groups(query)) {
      StatementPlan.GroupAnswer answer = new GroupChecker(scope).check(query);
      return plan(new RecordChecker(scope, false).check(query, List.of()), answer);
    }
    StatementPlan.RecordAnswer answer = new SelectChecker(scope, 0).check(query);
    List<SortKey> order =
        RecordChecker.order(inspection, query.orderBy(), new RecordOperands(scope));
    return plan(new RecordChecker(scope, false).check(query, order), answer);
  }

  private StatementPlan plan(RecordPlan records, StatementPlan.Answer answer) {
    return new StatementPlan(
        inspection.schema(),
        inspection.settings(),
        records,
        answer,
        BulkRules.refusal(records, answer));
  }

  private static boolean countsOnly(Query query) {
    return query.select().size() == 1
        && query.groupBy() == null
        && query.select().getFirst() instanceof SelectItem.Value value
        && value.alias() == null
        && value.expression() instanceof Call call
        && call.function() == Function.COUNT
        && call.arguments().isEmpty();
  }

  private StatementPlan count(Query query, Scope scope) {
    if (!query.orderBy().isEmpty()) {
      throw inspection.malformed(
          query.orderBy().getFirst().expression().at(),
          "Ordered field must be grouped or aggregated: "
              + GroupOperands.text(query.orderBy().getFirst().expression()));
    }
    RecordPlan records = new RecordChecker(scope, false).check(query, List.of());
    return plan(records, new StatementPlan.CountAnswer());
  }
}
