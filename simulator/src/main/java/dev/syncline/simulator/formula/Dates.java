package dev.syncline.simulator.formula;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Dates in formulas, in UTC. */
final class Dates {
  private Dates() {}

  /** The value; null when an argument is missing. */
  static @Nullable Object apply(DateFunction function, List<@Nullable Object> arguments) {
    if (arguments.contains(null)) {
      return null;
    }
    Object first = arguments.getFirst();
    return switch (function) {
      case DATE -> LocalDate.of(whole(first), whole(arguments.get(1)), whole(arguments.get(2)));
      case DATEVALUE -> date(first);
      case YEAR -> BigDecimal.valueOf(((LocalDate) first).getYear());
      case MONTH -> BigDecimal.valueOf(((LocalDate) first).getMonthValue());
      case DAY -> BigDecimal.valueOf(((LocalDate) first).getDayOfMonth());
    };
  }

  private static int whole(@Nullable Object number) {
    return ((BigDecimal) Objects.requireNonNull(number)).intValueExact();
  }

  private static Object date(Object value) {
    return switch (value) {
      case LocalDate date -> date;
      case Instant moment -> LocalDate.ofInstant(moment, ZoneOffset.UTC);
      default -> LocalDate.parse(value.toString());
    };
  }
}
