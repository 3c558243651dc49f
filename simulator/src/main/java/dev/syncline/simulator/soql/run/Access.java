package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.soql.api.Explanation;
import dev.syncline.simulator.soql.plan.Filter;
import dev.syncline.simulator.soql.plan.Member;
import dev.syncline.simulator.soql.plan.Operand;
import dev.syncline.simulator.soql.plan.RecordPlan;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** How the rows are found that a filter then judges. */
sealed interface Access {
  /** More ids of a semi-join than these are not looked up one by one; all records are read. */
  int MAX_LOOKED_UP_IDS = 100_000;

  /** All records, in the order of their ids. */
  record Scan() implements Access {}

  /** Records by id, in the order of their ids. */
  record ById(List<String> ids) implements Access {}

  /** Records by an indexed field, in the order that the index has. */
  record ByIndex(FieldDefinition field, List<Object> values) implements Access {}

  /** Whether the rows come in the order of their ids. */
  default boolean inOrderOfIds() {
    return switch (this) {
      case Scan scan -> true;
      case ById ids -> true;
      case ByIndex index -> false;
    };
  }

  /** The rows, those in the recycle bin included. */
  default Iterator<Row> rows(ObjectDefinition object, Snapshot snapshot) {
    return switch (this) {
      case Scan scan -> snapshot.scan(object);
      case ById ids ->
          ids.ids().stream().flatMap(id -> snapshot.find(object, id).stream()).iterator();
      case ByIndex index ->
          new Concatenation(
              index.values().iterator(), value -> snapshot.lookup(object, index.field(), value));
    };
  }

  /** The way in the words of the API's {@code explain}. */
  default Explanation explain(Snapshot snapshot, RecordPlan plan) {
    long all = snapshot.count(plan.object());
    return switch (this) {
      case Scan scan -> new Explanation(Explanation.Operation.TABLE_SCAN, List.of(), all, all);
      case ById ids ->
          new Explanation(
              Explanation.Operation.INDEX, List.of("Id"), Math.min(ids.ids().size(), all), all);
      case ByIndex index -> {
        long found = 0;
        var rows = rows(plan.object(), snapshot);
        while (found < MAX_LOOKED_UP_IDS && rows.hasNext()) {
          rows.next();
          found++;
        }
        yield new Explanation(
            Explanation.Operation.INDEX, List.of(index.field().name()), found, all);
      }
    };
  }

  /** The cheapest way to a plan's rows: by id, else by an index, else all. */
  static Access choose(RunContext context, RecordPlan plan) {
    List<Filter> conditions =
        plan.filter() instanceof Filter.All all ? all.parts() : List.of(plan.filter());
    Optional<Access> byId =
        conditions.stream().flatMap(part -> byId(context, part).stream()).findFirst();
    return byId.orElseGet(
        () ->
            conditions.stream()
                .flatMap(part -> byIndex(context.snapshot(), plan.object(), part).stream())
                .min(Comparator.comparing(index -> index.values().size()))
                .<Access>map(index -> index)
                .orElseGet(Scan::new));
  }

  private static Optional<Access> byId(RunContext context, Filter filter) {
    if (filter instanceof Filter.InQuery join && isId(join.operand())) {
      IdSet ids = context.ids(join);
      return ids.size() <= MAX_LOOKED_UP_IDS
          ? Optional.of(new ById(ids.sorted()))
          : Optional.empty();
    }
    return equated(filter)
        .filter(equated -> isId(equated.operand()))
        .map(
            equated ->
                new ById(equated.values().stream().map(Objects::toString).sorted().toList()));
  }

  private static boolean isId(Operand operand) {
    return ownField(operand).filter(field -> field.name().equals("Id")).isPresent();
  }

  private static Optional<ByIndex> byIndex(
      Snapshot snapshot, ObjectDefinition object, Filter filter) {
    return equated(filter)
        .flatMap(
            equated ->
                ownField(equated.operand())
                    .filter(field -> snapshot.isIndexed(object, field))
                    .map(field -> new ByIndex(field, List.copyOf(equated.values()))));
  }

  /** An operand that must equal one of these values. */
  record Equated(Operand operand, Collection<Object> values) {}

  private static Optional<Equated> equated(Filter filter) {
    return Stream.of(filter)
        .<Equated>mapMulti(
            (part, sink) -> {
              if (part instanceof Filter.Equal equal) {
                sink.accept(new Equated(equal.operand(), List.of(equal.value())));
              } else if (part instanceof Filter.OneOf oneOf) {
                sink.accept(new Equated(oneOf.operand(), oneOf.values()));
              }
            })
        .findFirst();
  }

  private static Optional<FieldDefinition> ownField(Operand operand) {
    return operand instanceof Operand.Field field
            && field.hops().isEmpty()
            && field.member() instanceof Member.Own own
            && own.components().isEmpty()
        ? Optional.of(own.definition())
        : Optional.empty();
  }
}
