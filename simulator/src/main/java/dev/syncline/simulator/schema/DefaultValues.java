package dev.syncline.simulator.schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads a field's default from a schema file. */
final class DefaultValues {
  private DefaultValues() {}

  /** The value in the type that {@link FieldType} names; empty when the text is no such value. */
  static Optional<Object> parse(FieldType type, String text) {
    try {
      return switch (type) {
        case BOOLEAN ->
            switch (text) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            };
        case INT, LONG, DOUBLE, CURRENCY, PERCENT -> Optional.of(new BigDecimal(text));
        case DATE -> Optional.of(LocalDate.parse(text));
        case DATETIME -> Optional.of(OffsetDateTime.parse(text).toInstant());
        case TIME -> Optional.of(LocalTime.parse(text));
        case ID, REFERENCE, ADDRESS, LOCATION, BASE64, COMPLEXVALUE, JSON -> Optional.empty();
        case STRING,
            TEXTAREA,
            PICKLIST,
            MULTIPICKLIST,
            COMBOBOX,
            EMAIL,
            PHONE,
            URL,
            ENCRYPTEDSTRING,
            ANYTYPE ->
            Optional.of(text);
      };
    } catch (NumberFormatException | DateTimeParseException noValue) {
      return Optional.empty();
    }
  }
}
