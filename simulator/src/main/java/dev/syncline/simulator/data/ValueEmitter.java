package dev.syncline.simulator.data;

import dev.syncline.simulator.sample.ValueSink;
import dev.syncline.simulator.schema.FieldType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** Hands values that are objects over to a sink. */
public final class ValueEmitter {
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private ValueEmitter() {}

  /**
   * Hands a value over in the way that its type calls for.
   *
   * @param value in the Java type that {@link FieldType} names
   */
  public static void emit(FieldType type, @Nullable Object value, ValueSink sink) {
    switch (value) {
      case null -> sink.empty();
      case Boolean truth -> sink.truth(truth);
      case BigDecimal number -> emitNumber(type, number, sink);
      case LocalDate date -> sink.date(date.toEpochDay());
      case Instant instant -> sink.datetime(instant.getEpochSecond());
      case LocalTime time -> sink.time(time.toNanoOfDay() / 1_000_000);
      default -> sink.text(value.toString());
    }
  }

  private static void emitNumber(FieldType type, BigDecimal number, ValueSink sink) {
    boolean whole = type == FieldType.INT || type == FieldType.LONG;
    if (whole && number.stripTrailingZeros().scale() <= 0) {
      sink.integer(number.longValueExact());
    } else if (number.unscaledValue().abs().compareTo(MAX) <= 0) {
      sink.number(number.unscaledValue().longValueExact(), number.scale());
    } else {
      sink.number(number);
    }
  }
}
