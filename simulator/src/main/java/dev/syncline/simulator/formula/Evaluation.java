package dev.syncline.simulator.formula;

import dev.syncline.simulator.formula.Term.Apply;
import dev.syncline.simulator.formula.Term.Constant;
import dev.syncline.simulator.formula.Term.Field;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One evaluation of a formula for one record. A missing number makes the whole sum missing. */
final class Evaluation {
  private static final BigDecimal SECONDS_OF_DAY = BigDecimal.valueOf(86_400);

  private final Scope scope;

  Evaluation(Scope scope) {
    this.scope = scope;
  }

  @Nullable Object value(Term term) {
    return switch (term) {
      case Constant(var value) -> value;
      case Field(List<String> path) -> scope.value(path);
      case Apply(Function function, List<Term> arguments) -> apply(function, arguments);
    };
  }

  private @Nullable Object apply(Function function, List<Term> arguments) {
    return switch (function) {
      case LogicFunction logic -> apply(logic, arguments);
      case NumberFunction number -> Numbers.apply(number, values(arguments));
      case DateFunction date -> Dates.apply(date, values(arguments));
      case TextFunction text -> Texts.apply(text, values(arguments));
    };
  }

  private @Nullable Object apply(LogicFunction function, List<Term> arguments) {
    return switch (function) {
      case AND -> arguments.stream().allMatch(this::holds);
      case OR -> arguments.stream().anyMatch(this::holds);
      case NOT -> !holds(arguments.getFirst());
      case IF -> value(holds(arguments.getFirst()) ? arguments.get(1) : arguments.get(2));
      case CASE -> choice(arguments);
      case ISNEW -> scope.isNew();
      case ISCHANGED -> {
        List<String> path = ((Field) arguments.getFirst()).path();
        yield !scope.isNew() && !same(scope.value(path), scope.priorValue(path));
      }
      case PRIORVALUE -> {
        List<String> path = ((Field) arguments.getFirst()).path();
        yield scope.isNew() ? scope.value(path) : scope.priorValue(path);
      }
      case NOW -> scope.now();
      case TODAY -> LocalDate.ofInstant(scope.now(), ZoneOffset.UTC);
      case EQUAL, ISPICKVAL -> same(first(arguments), second(arguments));
      case NOT_EQUAL -> !same(first(arguments), second(arguments));
      case LESS -> compare(arguments, -1, false);
      case LESS_OR_EQUAL -> compare(arguments, -1, true);
      case GREATER -> compare(arguments, 1, false);
      case GREATER_OR_EQUAL -> compare(arguments, 1, true);
      case ADD -> sum(first(arguments), second(arguments));
      case SUBTRACT -> difference(first(arguments), second(arguments));
    };
  }

  private List<@Nullable Object> values(List<Term> terms) {
    var values = new ArrayList<@Nullable Object>();
    terms.forEach(term -> values.add(value(term)));
    return values;
  }

  private boolean holds(Term term) {
    return Boolean.TRUE.equals(value(term));
  }

  private @Nullable Object first(List<Term> arguments) {
    return value(arguments.getFirst());
  }

  private @Nullable Object second(List<Term> arguments) {
    return value(arguments.get(1));
  }

  private @Nullable Object choice(List<Term> arguments) {
    Object subject = first(arguments);
    for (int i = 1; i + 1 < arguments.size(); i += 2) {
      if (same(subject, value(arguments.get(i)))) {
        return value(arguments.get(i + 1));
      }
    }
    return value(arguments.getLast());
  }

  private static boolean same(@Nullable Object one, @Nullable Object other) {
    if (one instanceof BigDecimal number && other instanceof BigDecimal another) {
      return number.compareTo(another) == 0;
    }
    return Objects.equals(blank(one), blank(other));
  }

  private static @Nullable Object blank(@Nullable Object value) {
    return "".equals(value) ? null : value;
  }

  private boolean compare(List<Term> arguments, int wanted, boolean orEqual) {
    Object one = first(arguments);
    Object other = second(arguments);
    if (one == null || other == null) {
      return false;
    }
    int order =
        switch (one) {
          case BigDecimal number -> number.compareTo((BigDecimal) other);
          case LocalDate date -> date.compareTo((LocalDate) other);
          case Instant moment -> moment.compareTo((Instant) other);
          case LocalTime time -> time.compareTo((LocalTime) other);
          default -> one.toString().compareTo((String) other);
        };
    return Integer.signum(order) == wanted || (orEqual && order == 0);
  }

  private static @Nullable Object sum(@Nullable Object one, @Nullable Object other) {
    if (one instanceof String || other instanceof String) {
      return Texts.text(one) + Texts.text(other);
    }
    return switch (one) {
      case null -> null;
      case BigDecimal number -> other == null ? null : number.add((BigDecimal) other);
      case LocalDate date -> other == null ? null : date.plusDays(days(other));
      case Instant moment -> other == null ? null : moment.plusSeconds(seconds(other));
      default -> throw new IllegalArgumentException("nothing can be added to " + one);
    };
  }

  private static @Nullable Object difference(@Nullable Object one, @Nullable Object other) {
    if (one == null || other == null) {
      return null;
    }
    return switch (one) {
      case BigDecimal number -> number.subtract((BigDecimal) other);
      case LocalDate date ->
          other instanceof LocalDate from
              ? BigDecimal.valueOf(ChronoUnit.DAYS.between(from, date))
              : date.minusDays(days(other));
      case Instant moment ->
          other instanceof Instant from
              ? BigDecimal.valueOf(from.until(moment, ChronoUnit.SECONDS))
                  .divide(SECONDS_OF_DAY, MathContext.DECIMAL64)
              : moment.minusSeconds(seconds(other));
      default -> throw new IllegalArgumentException("nothing can be taken from " + one);
    };
  }

  private static long days(Object number) {
    return ((BigDecimal) number).setScale(0, RoundingMode.DOWN).longValueExact();
  }

  private static long seconds(Object days) {
    return ((BigDecimal) days)
        .multiply(SECONDS_OF_DAY)
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }
}
