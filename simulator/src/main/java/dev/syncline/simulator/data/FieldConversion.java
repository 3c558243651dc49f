package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a value when its field gets another type. Salesforce Help, changing the custom
 * field type: what does not fit is lost.
 */
final class FieldConversion {
  private FieldConversion() {}

  static @Nullable Object convert(FieldDefinition field, @Nullable Object value) {
    Object wanted = value == null ? null : converted(field.type(), value);
    if (wanted == null) {
      return field.type() == FieldType.BOOLEAN ? Boolean.FALSE : null;
    }
    return ValueChecks.check(field, wanted) instanceof Checked.Fine(var fine) ? fine : null;
  }

  private static @Nullable Object converted(FieldType type, Object value) {
    return switch (type) {
      case BOOLEAN -> value instanceof Boolean ? value : null;
      case INT, LONG, DOUBLE, CURRENCY, PERCENT ->
          value instanceof BigDecimal ? value : read(type, value);
      case DATE ->
          value instanceof Instant moment
              ? LocalDate.ofInstant(moment, ZoneOffset.UTC)
              : value instanceof LocalDate ? value : read(type, value);
      case DATETIME ->
          value instanceof LocalDate date
              ? date.atStartOfDay().toInstant(ZoneOffset.UTC)
              : value instanceof Instant ? value : read(type, value);
      case TIME -> value instanceof LocalTime ? value : read(type, value);
      default -> value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    };
  }

  private static @Nullable Object read(FieldType type, Object value) {
    String text = value.toString();
    try {
      return switch (type) {
        case DATE -> LocalDate.parse(text);
        case DATETIME -> Instant.parse(text);
        case TIME -> LocalTime.parse(text);
        default -> new BigDecimal(text);
      };
    } catch (NumberFormatException | DateTimeParseException unfit) {
      return null;
    }
  }
}
