package dev.syncline.salesforce.value;

import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * Values as texts that the org reads: in CSV, in addresses, and, apart from numbers and truths, in
 * JSON.
 *
 * <p>Source: REST API Developer Guide, "Valid Date and DateTime Formats". Moments go out in whole
 * seconds, which is what an org stores; the rest is cut off.
 */
public final class WireText {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'.000Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'");

  private WireText() {}

  /**
   * The text of a value; null and the empty text have the same.
   *
   * @throws IllegalArgumentException for a compound, which is written by its components
   */
  public static String of(Value value) {
    return switch (value) {
      case Value.Null _ -> "";
      case Value.Text(String text) -> text;
      case Value.Bool(boolean truth) -> Boolean.toString(truth);
      case Value.Numeric(BigDecimal number) -> number(number);
      case Value.Day day -> day.date().toString();
      case Value.Moment(Instant instant) -> moment(instant);
      case Value.TimeOfDay(LocalTime time) -> TIME.format(time);
      case Value.Compound _ ->
          throw new IllegalArgumentException("A compound is written by its components");
    };
  }

  /** The digits of a number without an exponent, unless that would unfold without bounds. */
  public static String number(BigDecimal number) {
    return WireNumbers.isBounded(number) ? number.toPlainString() : number.toString();
  }

  /** A moment in whole seconds. */
  public static String moment(Instant instant) {
    return MOMENT.format(instant.truncatedTo(ChronoUnit.SECONDS));
  }
}
