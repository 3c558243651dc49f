package dev.syncline.salesforce.event;

import dev.syncline.model.Field;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where one field stands in an event, and how its values are read there.
 *
 * @param scale the digits behind the point, where describe tells
 * @param mayBeEmpty whether no value means that the field is empty, as far as describe tells
 */
record Place(FieldName name, FieldKind kind, OptionalInt scale, boolean mayBeEmpty) {
  private static final long MILLIS_OF_DAY = 86_400_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** The place of a field; without describe it is not known whether it may be empty. */
  static Place of(FieldName name, FieldKind kind, Optional<Field> described) {
    boolean scaled =
        described
            .map(Field::type)
            .filter(
                type ->
                    type == FieldType.DOUBLE
                        || type == FieldType.CURRENCY
                        || type == FieldType.PERCENT)
            .isPresent();
    OptionalInt scale =
        scaled ? OptionalInt.of(described.orElseThrow().scale()) : OptionalInt.empty();
    boolean mayBeEmpty =
        described
            .filter(field -> field.flags().nillable() && !field.flags().calculated())
            .filter(field -> field.type() != FieldType.BOOLEAN)
            .isPresent();
    return new Place(name, kind, scale, mayBeEmpty);
  }

  /** The value of what stands there; empty if the event does not tell it exactly. */
  Optional<Value> value(Object raw) {
    return switch (kind) {
      case TEXT -> Optional.of(text(raw.toString()));
      case TRUTH -> raw instanceof Boolean truth ? some(new Value.Bool(truth)) : Optional.empty();
      case WHOLE ->
          raw instanceof Number number
              ? some(new Value.Numeric(BigDecimal.valueOf(number.longValue())))
              : Optional.empty();
      case NUMBER ->
          raw instanceof Number number
              ? ExactNumber.of(number.doubleValue(), scale).map(Value.Numeric::new)
              : Optional.empty();
      case DAY -> raw instanceof Long millis ? day(millis) : Optional.empty();
      case MOMENT ->
          raw instanceof Long millis
              ? some(new Value.Moment(Instant.ofEpochMilli(millis)))
              : Optional.empty();
      case TIME -> raw instanceof Long millis ? time(millis) : Optional.empty();
      case OTHER -> Optional.empty();
    };
  }

  /** Salesforce has no empty text. */
  static Value text(String text) {
    return text.isEmpty() ? Value.NULL : new Value.Text(text);
  }

  private static Optional<Value> some(Value value) {
    return Optional.of(value);
  }

  /** A day is its first millisecond in UTC; what is no midnight there is no day. */
  private static Optional<Value> day(long millis) {
    return millis % MILLIS_OF_DAY == 0
        ? some(new Value.Day(LocalDate.ofEpochDay(millis / MILLIS_OF_DAY)))
        : Optional.empty();
  }

  private static Optional<Value> time(long millis) {
    return millis >= 0 && millis < MILLIS_OF_DAY
        ? some(new Value.TimeOfDay(LocalTime.ofNanoOfDay(millis * NANOS_PER_MILLI)))
        : Optional.empty();
  }
}
