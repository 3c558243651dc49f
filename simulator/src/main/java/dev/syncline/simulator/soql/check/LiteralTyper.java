package dev.syncline.simulator.soql.check;

import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.soql.api.ErrorCode;
import dev.syncline.simulator.soql.api.QuerySettings;
import dev.syncline.simulator.soql.api.SoqlException;
import dev.syncline.simulator.soql.plan.Comparison;
import dev.syncline.simulator.soql.plan.Operand;
import dev.syncline.simulator.soql.tree.Literal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Gives the literals of a filter the type of the operand that they are compared with. */
final class LiteralTyper {
  /** What a literal means to an operand. */
  sealed interface Meaning {}

  /** Emptiness. */
  record Empty() implements Meaning {}

  /** One value. */
  record Single(Object value) implements Meaning {}

  /** A range, from the first value inside to the first behind. */
  record Range(Object from, Object to) implements Meaning {}

  private static final String UNQUOTED = " and should not be enclosed in quotes";

  private final Inspection inspection;

  LiteralTyper(Inspection inspection) {
    this.inspection = inspection;
  }

  /**
   * The literal's meaning.
   *
   * @param name what messages call the operand
   * @param at the place of the comparison
   */
  Meaning type(Operand operand, String name, int at, Literal literal) {
    Comparison comparison = Comparison.of(operand);
    if (literal instanceof Literal.Null) {
      // SOQL and SOSL Reference, null in WHERE: null matches FALSE values of a boolean.
      return comparison == Comparison.BOOLEAN ? new Single(false) : new Empty();
    }
    if (literal instanceof Literal.NamedRange range) {
      return range(operand, name, at, range);
    }
    return single(comparison, literal)
        .orElseThrow(() -> mismatch(operand, comparison, name, at, literal));
  }

  private static Optional<Meaning> single(Comparison comparison, Literal literal) {
    return switch (literal) {
      case Literal.Text text -> text(comparison, text.value());
      case Literal.Number number -> when(comparison == Comparison.NUMBER, number.value());
      case Literal.Money money -> when(comparison == Comparison.NUMBER, money.amount());
      case Literal.Truth truth -> when(comparison == Comparison.BOOLEAN, truth.value());
      case Literal.Day day -> when(comparison == Comparison.DATE, day.value());
      case Literal.Moment moment -> when(comparison == Comparison.DATETIME, moment.value());
      case Literal.Clock clock -> when(comparison == Comparison.TIME, clock.value());
      case Literal.Null nothing -> Optional.of(new Empty());
      case Literal.NamedRange range -> Optional.empty();
    };
  }

  private static Optional<Meaning> when(boolean fits, Object value) {
    return fits ? Optional.of(new Single(value)) : Optional.empty();
  }

  private static Optional<Meaning> text(Comparison comparison, String value) {
    return switch (comparison) {
      case TEXT, EXACT_TEXT, PICKS ->
          Optional.of(value.isEmpty() ? new Empty() : new Single(value));
      case ID ->
          value.isEmpty() ? Optional.of(new Empty()) : RecordIds.parse(value).map(Single::new);
      case NUMBER, BOOLEAN, DATE, DATETIME, TIME, NONE -> Optional.empty();
    };
  }

  private SoqlException mismatch(
      Operand operand, Comparison comparison, String name, int at, Literal literal) {
    if (comparison == Comparison.ID && literal instanceof Literal.Text text) {
      return inspection.refuse(
          ErrorCode.INVALID_QUERY_FILTER_OPERATOR, at, "invalid ID field: " + text.value());
    }
    String wanted =
        switch (comparison) {
          case TEXT, EXACT_TEXT, PICKS, ID, NONE -> "string and should be enclosed in quotes";
          case NUMBER -> number(operand.type()) + UNQUOTED;
          case BOOLEAN -> "boolean" + UNQUOTED;
          case DATE -> "date" + UNQUOTED;
          case DATETIME -> "dateTime" + UNQUOTED;
          case TIME -> "time" + UNQUOTED;
        };
    return inspection.invalidField(
        at, "value of filter criterion for field '" + name + "' must be of type " + wanted);
  }

  private static String number(FieldType type) {
    return type == FieldType.INT || type == FieldType.LONG ? type.wireName() : "double";
  }

  private Meaning range(Operand operand, String name, int at, Literal.NamedRange range) {
    QuerySettings settings = inspection.settings();
    LocalDate today = settings.now().atZone(settings.zone()).toLocalDate();
    DateRanges.Days days = new DateRanges(today).days(range.name(), range.count());
    Comparison comparison = Comparison.of(operand);
    if (comparison == Comparison.DATE) {
      return new Range(days.from(), days.to());
    }
    if (comparison == Comparison.DATETIME) {
      return new Range(startOf(days.from()), startOf(days.to()));
    }
    throw mismatch(operand, comparison, name, at, range);
  }

  private Instant startOf(LocalDate day) {
    return day.atStartOfDay(inspection.settings().zone()).toInstant();
  }
}
