package dev.syncline.jdbc.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Days and times as ISO 8601 text, as both databases and JSON readers take it. */
final class TimeText {
  private static final int YEAR_DIGITS = 4;
  private static final int NANO_DIGITS = 9;

  private TimeText() {}

  static void putDate(Bytes out, LocalDate date) {
    int year = date.getYear();
    if (year < 0 || year > 9_999) {
      throw new IllegalArgumentException("The year " + year + " has not four digits");
    }
    out.putDigits(year, YEAR_DIGITS);
    out.put('-');
    out.putDigits(date.getMonthValue(), 2);
    out.put('-');
    out.putDigits(date.getDayOfMonth(), 2);
  }

  static void putTime(Bytes out, LocalTime time) {
    out.putDigits(time.getHour(), 2);
    out.put(':');
    out.putDigits(time.getMinute(), 2);
    out.put(':');
    out.putDigits(time.getSecond(), 2);
    putFraction(out, time.getNano());
  }

  /** The moment in UTC, with nothing behind it that says so. */
  static void putMoment(Bytes out, Instant instant, char separator) {
    LocalDateTime utc =
        LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
    putDate(out, utc.toLocalDate());
    out.put(separator);
    putTime(out, utc.toLocalTime());
  }

  private static void putFraction(Bytes out, int nanos) {
    if (nanos == 0) {
      return;
    }
    int digits = NANO_DIGITS;
    int rest = nanos;
    while (rest % 10 == 0) {
      rest /= 10;
      digits--;
    }
    out.put('.');
    out.putDigits(rest, digits);
  }
}
