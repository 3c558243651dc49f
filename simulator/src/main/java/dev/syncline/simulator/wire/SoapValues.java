package dev.syncline.simulator.wire;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** Field values as texts of XML Schema, as SOAP carries them. */
public final class SoapValues {
  /** What XML 1.0 cannot carry. */
  private static final Pattern NOT_XML =
      Pattern.compile(
          "[^\\u0009\\u000A\\u000D\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private SoapValues() {}

  /**
   * What is wrong with a text that should be a value of a field, as XML Schema's types word it
   * (observed, not documented); empty when nothing is, as with an empty text.
   */
  public static Optional<String> problem(FieldDefinition field, String text) {
    boolean isValue = text.isBlank() || TextValues.parse(field.type(), text.strip()).isPresent();
    return isValue ? Optional.empty() : Optional.of(mismatch(field, text));
  }

  static String mismatch(FieldDefinition field, String text) {
    return "'" + text + "' is not a valid value for the type " + field.type().soapType();
  }

  /**
   * The text of a stored value; characters that XML cannot carry are left out.
   *
   * @param value not a compound
   */
  public static String text(FieldType type, Object value) {
    return switch (value) {
      case BigDecimal number when type == FieldType.INT || type == FieldType.LONG ->
          number.setScale(0, RoundingMode.HALF_UP).toPlainString();
      case BigDecimal number -> Digits.text(number);
      case Instant instant -> TextValues.restDatetime(instant).replace("+0000", "Z");
      case LocalTime time -> TextValues.restTime(time);
      default -> NOT_XML.matcher(value.toString()).replaceAll("");
    };
  }
}
