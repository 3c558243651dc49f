package dev.syncline.simulator.events.avro;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.apache.avro.Schema;

/** Field values as the numbers and texts that events carry. */
final class AvroValues {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private AvroValues() {}

  /**
   * A stored value, see {@link dev.syncline.simulator.schema.FieldType}, in the type of its place:
   * dates as milliseconds of their first moment in UTC, times as milliseconds of the day. Numbers
   * become 64-bit floating point where the schema says double: that is how events carry them.
   *
   * @param type the schema of the place, without null
   */
  static Object of(Object stored, Schema.Type type) {
    return switch (stored) {
      case BigDecimal number -> number(number, type);
      case Instant instant -> instant.toEpochMilli();
      case LocalDate date -> date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
      case LocalTime time -> time.toNanoOfDay() / NANOS_PER_MILLI;
      case Boolean flag -> flag;
      case String text -> text;
      default -> stored.toString();
    };
  }

  private static Object number(BigDecimal number, Schema.Type type) {
    return switch (type) {
      case INT -> number.intValue();
      case LONG -> number.longValue();
      case DOUBLE -> number.doubleValue();
      case STRING -> number.toPlainString();
      case RECORD, ENUM, ARRAY, MAP, UNION, FIXED, BYTES, FLOAT, BOOLEAN, NULL ->
          throw new IllegalArgumentException("a number cannot stand in a " + type);
    };
  }
}
