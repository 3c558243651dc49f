package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.soql.api.Cell;
import dev.syncline.simulator.soql.api.Column;
import dev.syncline.simulator.soql.api.QueryPlan;
import dev.syncline.simulator.soql.api.QueryRun;
import dev.syncline.simulator.soql.plan.Member;
import dev.syncline.simulator.soql.plan.Operand;
import dev.syncline.simulator.soql.plan.Shape;
import dev.syncline.simulator.soql.plan.StatementPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A statement's plan with the means to run it. */
public record PreparedQuery(StatementPlan plan) implements QueryPlan {
  @Override
  public ObjectDefinition object() {
    return plan.records().object();
  }

  @Override
  public Kind kind() {
    return switch (plan.answer()) {
      case StatementPlan.RecordAnswer records -> Kind.RECORDS;
      case StatementPlan.CountAnswer count -> Kind.COUNT;
      case StatementPlan.GroupAnswer groups -> Kind.AGGREGATE;
    };
  }

  @Override
  public List<Column> columns() {
    return switch (plan.answer()) {
      case StatementPlan.RecordAnswer records -> records.shape().columns();
      case StatementPlan.CountAnswer count -> List.of();
      case StatementPlan.GroupAnswer groups -> groups.groups().columns();
    };
  }

  @Override
  public List<Cell> cells() {
    return switch (plan.answer()) {
      case StatementPlan.RecordAnswer records ->
          records.cells().stream().map(StatementPlan.FlatCell::cell).toList();
      case StatementPlan.CountAnswer count -> List.of();
      case StatementPlan.GroupAnswer groups -> groups.cells();
    };
  }

  @Override
  public Optional<List<FieldDefinition>> plainFields() {
    if (!(plan.answer() instanceof StatementPlan.RecordAnswer records)) {
      return Optional.empty();
    }
    var fields = new ArrayList<FieldDefinition>();
    for (Shape.Part part : records.shape().parts()) {
      boolean plain =
          part instanceof Shape.ValuePart(Operand.Field(var hops, Member.Own own))
              && hops.isEmpty()
              && (own.components().isEmpty() || own.definition().isPersonName())
              && fields.add(own.definition());
      if (!plain) {
        return Optional.empty();
      }
    }
    return Optional.of(fields);
  }

  @Override
  public Optional<String> bulkRefusal() {
    return plan.bulkRefusal();
  }

  @Override
  public QueryRun open(Snapshot snapshot) {
    var context = new RunContext(plan.schema(), plan.settings(), snapshot);
    return switch (plan.answer()) {
      case StatementPlan.RecordAnswer records ->
          RecordRun.statement(context, plan.records(), records);
      case StatementPlan.CountAnswer count ->
          new CountRun(
              RecordRun.statement(
                  context,
                  plan.records(),
                  new StatementPlan.RecordAnswer(new Shape(List.of(), List.of()), List.of())));
      case StatementPlan.GroupAnswer groups ->
          new GroupRun(context, plan.records(), groups.groups());
    };
  }
}
