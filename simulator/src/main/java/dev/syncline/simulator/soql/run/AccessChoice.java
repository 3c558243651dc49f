package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.soql.plan.Filter;
import dev.syncline.simulator.soql.plan.Member;
import dev.syncline.simulator.soql.plan.Operand;
import dev.syncline.simulator.soql.plan.RecordPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how the rows of a plan are found: by their ids, by an index or a range of stamps where
 * that brings few, else by a scan. What is found is put in the order of ids, so that pages of a
 * result fit together however they are read.
 */
final class AccessChoice {
  /** An index that brings more rows than these is no better than a scan. */
  static final int MAX_INDEXED_ROWS = 50_000;

  /** More ids of a semi-join than these are not looked up one by one. */
  static final int MAX_JOINED_IDS = 100_000;

  /** Before and after every datetime that a field can hold (1700 to 4000). */
  private static final Instant EARLIEST = Instant.parse("1600-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("4100-01-01T00:00:00Z");

  private final RunContext context;
  private final Snapshot snapshot;
  private final ObjectDefinition object;
  private final List<Filter> conditions;

  private AccessChoice(RunContext context, RecordPlan plan) {
    this.context = context;
    this.snapshot = context.snapshot();
    this.object = plan.object();
    this.conditions =
        plan.filter() instanceof Filter.All all ? all.parts() : List.of(plan.filter());
  }

  /** The way to a plan's rows. */
  static Access choose(RunContext context, RecordPlan plan) {
    var choice = new AccessChoice(context, plan);
    return choice
        .byId()
        .or(choice::bySemiJoin)
        .or(choice::byIndex)
        .or(choice::byRange)
        .orElseGet(choice::scan);
  }

  /** What an own field must equal. */
  private record Equated(FieldDefinition field, Collection<Object> values) {}

  private static Optional<Equated> equated(Filter filter) {
    if (filter instanceof Filter.Equal(var operand, var value)) {
      return ownField(operand).map(field -> new Equated(field, List.of(value)));
    }
    if (filter instanceof Filter.OneOf(var operand, var values)) {
      return ownField(operand).map(field -> new Equated(field, values));
    }
    return Optional.empty();
  }

  private static Optional<FieldDefinition> ownField(Operand operand) {
    return operand instanceof Operand.Field(var hops, Member.Own own)
            && hops.isEmpty()
            && own.components().isEmpty()
        ? Optional.of(own.definition())
        : Optional.empty();
  }

  private static boolean isId(Operand operand) {
    return ownField(operand).filter(field -> field.name().equals("Id")).isPresent();
  }

  private Optional<Access> byId() {
    return conditions.stream()
        .flatMap(condition -> equated(condition).stream())
        .filter(equated -> equated.field().name().equals("Id"))
        .min(Comparator.comparing(equated -> equated.values().size()))
        .map(
            equated ->
                new Access.ById(
                    equated.values().stream().map(Objects::toString).sorted().toList(), "Id"));
  }

  private Optional<Access> bySemiJoin() {
    for (Filter condition : conditions) {
      if (condition instanceof Filter.InQuery join && isId(join.operand())) {
        IdSet ids = context.ids(join);
        if (ids.size() <= MAX_JOINED_IDS) {
          return Optional.of(new Access.ById(ids.sorted(), "Id"));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Access> byIndex() {
    return conditions.stream()
        .flatMap(condition -> equated(condition).stream())
        .filter(equated -> snapshot.isIndexed(object, equated.field()))
        .sorted(Comparator.comparing(AccessChoice::breadth))
        .flatMap(equated -> found(equated).stream())
        .findFirst();
  }

  /** Unique fields bring one row per value and go first. */
  private static long breadth(Equated equated) {
    boolean unique = equated.field().is(FieldDefinition.Flag.UNIQUE);
    return equated.values().size() + (unique ? 0L : MAX_INDEXED_ROWS);
  }

  private Optional<Access> found(Equated equated) {
    var ids = new TreeSet<String>();
    for (Object value : equated.values()) {
      if (!collect(snapshot.lookup(object, equated.field(), value), ids)) {
        return Optional.empty();
      }
    }
    return Optional.of(new Access.ById(List.copyOf(ids), equated.field().name()));
  }

  private static boolean collect(Iterator<Row> rows, Collection<String> ids) {
    while (rows.hasNext()) {
      ids.add(rows.next().id());
      if (ids.size() > MAX_INDEXED_ROWS) {
        return false;
      }
    }
    return true;
  }

  private Optional<Access> byRange() {
    return conditions.stream()
        .flatMap(condition -> bound(condition).stream())
        .map(Bound::field)
        .distinct()
        .flatMap(field -> range(field).stream())
        .findFirst();
  }

  /** A condition that bounds a stamp, both bounds included; a missing one lies at infinity. */
  private record Bound(FieldDefinition field, Instant from, Instant to) {}

  private Optional<Bound> bound(Filter filter) {
    if (filter instanceof Filter.Equal(var operand, Instant value)) {
      return bound(operand, value, value);
    }
    if (filter instanceof Filter.Within(var operand, Instant from, Instant to)) {
      return bound(operand, from, to);
    }
    if (filter instanceof Filter.Beyond(var operand, var side, Instant value)) {
      boolean upper = side == Filter.Side.LESS || side == Filter.Side.LESS_OR_EQUAL;
      return upper ? bound(operand, EARLIEST, value) : bound(operand, value, LATEST);
    }
    return Optional.empty();
  }

  private Optional<Bound> bound(Operand operand, Instant from, Instant to) {
    return ownField(operand)
        .filter(field -> snapshot.isRangeIndexed(object, field))
        .map(field -> new Bound(field, from, to));
  }

  private Optional<Access> range(FieldDefinition field) {
    Instant from = EARLIEST;
    Instant to = LATEST;
    for (Filter condition : conditions) {
      Optional<Bound> bound = bound(condition).filter(b -> b.field().equals(field));
      if (bound.isPresent()) {
        from = from.isAfter(bound.get().from()) ? from : bound.get().from();
        to = to.isBefore(bound.get().to()) ? to : bound.get().to();
      }
    }
    if (to.isBefore(from)) {
      return Optional.of(new Access.ById(List.of(), field.name()));
    }
    var ids = new ArrayList<String>();
    return collect(snapshot.range(object, field, from, to), ids)
        ? Optional.of(new Access.ById(List.copyOf(ids), field.name()))
        : Optional.empty();
  }

  private Access scan() {
    String after = "";
    String until = "";
    for (Filter condition : conditions) {
      String id = condition instanceof Filter.Beyond beyond ? ownId(beyond) : null;
      if (id == null) {
        continue;
      }
      Filter.Side side = ((Filter.Beyond) condition).side();
      if (side == Filter.Side.GREATER && id.compareTo(after) > 0) {
        after = id;
      } else if (side == Filter.Side.LESS && (until.isEmpty() || id.compareTo(until) < 0)) {
        until = id;
      }
    }
    return new Access.Scan(after, until);
  }

  /** The id that bounds this object's ids; null when the condition is about something else. */
  private @Nullable String ownId(Filter.Beyond beyond) {
    return isId(beyond.operand())
            && beyond.value() instanceof String id
            && id.startsWith(object.keyPrefix())
        ? id
        : null;
  }
}
