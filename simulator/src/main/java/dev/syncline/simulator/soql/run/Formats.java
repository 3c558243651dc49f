package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.schema.FieldType;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values as {@code FORMAT()} writes them for a user with the locale en_US and US dollars. */
final class Formats {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M/d/uuuu", Locale.US);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("h:mm a", Locale.US);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("M/d/uuuu, h:mm a", Locale.US);

  private Formats() {}

  static String format(Object value, FieldType type, ZoneId zone) {
    return switch (value) {
      case BigDecimal number -> number(number, type);
      case LocalDate day -> DAY.format(day);
      case Instant moment -> MOMENT.format(moment.atZone(zone));
      case LocalTime time -> CLOCK.format(time);
      default -> value.toString();
    };
  }

  private static String number(BigDecimal number, FieldType type) {
    boolean currency = type == FieldType.CURRENCY;
    var format =
        new DecimalFormat(
            currency ? "#,##0.00" : "#,##0.##################",
            DecimalFormatSymbols.getInstance(Locale.US));
    String text = format.format(number.abs());
    String sign = number.signum() < 0 ? "-" : "";
    return sign + (currency ? "$" : "") + text + (type == FieldType.PERCENT ? "%" : "");
  }
}
