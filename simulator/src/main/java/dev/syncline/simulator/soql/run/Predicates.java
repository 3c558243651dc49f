package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.soql.plan.Comparison;
import dev.syncline.simulator.soql.plan.Filter;
import dev.syncline.simulator.soql.plan.Operand;
import dev.syncline.simulator.soql.plan.TextOrder;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Compiles filters: names and literals are settled before the first row is seen. */
final class Predicates<S> {
  private final Function<Operand, Reader<S>> readers;
  private final Function<Filter.InQuery, IdSet> semiJoins;

  Predicates(Function<Operand, Reader<S>> readers, Function<Filter.InQuery, IdSet> semiJoins) {
    this.readers = readers;
    this.semiJoins = semiJoins;
  }

  Predicate<S> compile(Filter filter) {
    return switch (filter) {
      case Filter.All all -> all(all.parts());
      case Filter.Any any -> any(any.parts());
      case Filter.Not not -> compile(not.part()).negate();
      case Filter.Constant constant -> subject -> constant.value();
      case Filter.Missing missing -> missing(missing);
      case Filter.Equal equal -> equal(equal);
      case Filter.Beyond beyond -> beyond(beyond);
      case Filter.Within within -> within(within);
      case Filter.OneOf oneOf -> oneOf(oneOf);
      case Filter.Like like -> like(like);
      case Filter.Includes includes -> includes(includes);
      case Filter.InQuery inQuery -> inQuery(inQuery);
    };
  }

  private Predicate<S> all(List<Filter> parts) {
    List<Predicate<S>> compiled = parts.stream().map(this::compile).toList();
    return subject -> {
      for (Predicate<S> part : compiled) {
        if (!part.test(subject)) {
          return false;
        }
      }
      return true;
    };
  }

  private Predicate<S> any(List<Filter> parts) {
    List<Predicate<S>> compiled = parts.stream().map(this::compile).toList();
    return subject -> {
      for (Predicate<S> part : compiled) {
        if (part.test(subject)) {
          return true;
        }
      }
      return false;
    };
  }

  /** A test of values that are there; the empty one is answered here. */
  private Predicate<S> present(Operand operand, Predicate<Object> test) {
    Reader<S> reader = readers.apply(operand);
    return subject -> {
      Object value = reader.read(subject);
      return value != null && test.test(value);
    };
  }

  private Predicate<S> missing(Filter.Missing missing) {
    return present(missing.operand(), value -> true).negate();
  }

  private Predicate<S> equal(Filter.Equal equal) {
    Comparison comparison = Comparison.of(equal.operand());
    Object wanted = equal.value();
    return switch (comparison) {
      case TEXT -> {
        String text = (String) wanted;
        yield present(equal.operand(), value -> TextOrder.equal((String) value, text));
      }
      case BOOLEAN -> bool(equal.operand(), (Boolean) wanted);
      case PICKS -> {
        Object normal = comparison.normal(wanted);
        yield present(equal.operand(), value -> comparison.normal(value).equals(normal));
      }
      case NUMBER -> present(equal.operand(), value -> comparison.compare(value, wanted) == 0);
      case EXACT_TEXT, ID, DATE, DATETIME, TIME, NONE -> present(equal.operand(), wanted::equals);
    };
  }

  /** An empty boolean counts as false. */
  private Predicate<S> bool(Operand operand, boolean wanted) {
    Reader<S> reader = readers.apply(operand);
    return subject -> Boolean.TRUE.equals(reader.read(subject)) == wanted;
  }

  private Predicate<S> beyond(Filter.Beyond beyond) {
    Comparison comparison = Comparison.of(beyond.operand());
    Object limit = beyond.value();
    Filter.Side side = beyond.side();
    return present(beyond.operand(), value -> side.holds(comparison.compare(value, limit)));
  }

  private Predicate<S> within(Filter.Within within) {
    Comparison comparison = Comparison.of(within.operand());
    return present(
        within.operand(),
        value ->
            comparison.compare(value, within.from()) >= 0
                && comparison.compare(value, within.to()) < 0);
  }

  private Predicate<S> oneOf(Filter.OneOf oneOf) {
    Comparison comparison = Comparison.of(oneOf.operand());
    Set<Object> values = oneOf.values();
    if (comparison == Comparison.BOOLEAN) {
      Predicate<S> isTrue = bool(oneOf.operand(), true);
      return subject -> values.contains(isTrue.test(subject));
    }
    return present(oneOf.operand(), value -> values.contains(comparison.normal(value)));
  }

  private Predicate<S> like(Filter.Like like) {
    return present(like.operand(), value -> like.pattern().matches((String) value));
  }

  private Predicate<S> includes(Filter.Includes includes) {
    return present(
        includes.operand(),
        value -> {
          Set<String> entries = Set.of(((String) Comparison.PICKS.normal(value)).split(";", -1));
          return includes.choices().stream().anyMatch(entries::containsAll);
        });
  }

  private Predicate<S> inQuery(Filter.InQuery inQuery) {
    IdSet ids = semiJoins.apply(inQuery);
    return present(inQuery.operand(), value -> ids.contains((String) value));
  }
}
