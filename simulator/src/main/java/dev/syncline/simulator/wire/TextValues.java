package dev.syncline.simulator.wire;

import dev.syncline.simulator.schema.FieldType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Values spelled as text in requests. REST API Developer Guide, valid date formats: {@code
 * yyyy-MM-ddTHH:mm:ss[.SSS](Z|±HH:mm)}.
 */
final class TextValues {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d{1,400}(\\.\\d{0,400})?|\\.\\d{1,400})([eE][+-]?\\d{1,4})?");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ISO_LOCAL_DATE.withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter OFFSET_DATE_TIME =
      new DateTimeFormatterBuilder()
          .append(DATE)
          .appendLiteral('T')
          .append(TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  private TextValues() {}

  static Optional<Object> date(String text) {
    try {
      String day = text.contains("T") ? text.substring(0, text.indexOf('T')) : text;
      return Optional.of(LocalDate.parse(day, DATE));
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }

  /** A moment; a date alone means its start in UTC. */
  static Optional<Object> datetime(String text) {
    try {
      if (!text.contains("T")) {
        return Optional.of(LocalDate.parse(text, DATE).atStartOfDay(ZoneOffset.UTC).toInstant());
      }
      return Optional.of(OffsetDateTime.parse(text, OFFSET_DATE_TIME).toInstant());
    } catch (DateTimeException noMoment) {
      return Optional.empty();
    }
  }

  static Optional<Object> time(String text) {
    try {
      String plain = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
      return Optional.of(LocalTime.parse(plain, TIME));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  /** Bounded so that no request can ask for a number of a billion digits. */
  static Optional<Object> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  static Optional<Object> truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** The name that the API's parser gives a type in its messages. */
  static String nameOf(FieldType type) {
    return switch (type) {
      case BOOLEAN -> "boolean";
      case INT -> "int";
      case LONG -> "long";
      case DOUBLE, CURRENCY, PERCENT -> "double";
      case DATE -> "date";
      case DATETIME -> "datetime";
      case TIME -> "time";
      case ADDRESS -> "address";
      case LOCATION -> "location";
      case ID,
          STRING,
          TEXTAREA,
          REFERENCE,
          PICKLIST,
          MULTIPICKLIST,
          COMBOBOX,
          EMAIL,
          PHONE,
          URL,
          ENCRYPTEDSTRING,
          BASE64,
          ANYTYPE,
          COMPLEXVALUE,
          JSON ->
          "string";
    };
  }

  /** Reads a text that stands for a value of a type; empty when it does not. */
  static Optional<Object> parse(FieldType type, String text) {
    return switch (type) {
      case BOOLEAN -> truth(text);
      case INT, LONG, DOUBLE, CURRENCY, PERCENT -> number(text);
      case DATE -> date(text);
      case DATETIME -> datetime(text);
      case TIME -> time(text);
      case ADDRESS, LOCATION -> Optional.empty();
      case ID,
          STRING,
          TEXTAREA,
          REFERENCE,
          PICKLIST,
          MULTIPICKLIST,
          COMBOBOX,
          EMAIL,
          PHONE,
          URL,
          ENCRYPTEDSTRING,
          BASE64,
          ANYTYPE,
          COMPLEXVALUE,
          JSON ->
          Optional.of(text);
    };
  }

  /** A datetime as REST writes it: {@code 2013-05-08T21:20:00.000+0000}. */
  static String restDatetime(Instant instant) {
    byte[] bytes = new byte[32];
    int end = Dates.datetime(instant.getEpochSecond(), bytes, 0) - 1;
    return new String(bytes, 0, end, StandardCharsets.US_ASCII) + "+0000";
  }

  static String restTime(LocalTime time) {
    byte[] bytes = new byte[16];
    int end = Dates.time(time.toNanoOfDay() / 1_000_000, bytes, 0);
    return new String(bytes, 0, end, StandardCharsets.US_ASCII);
  }
}
