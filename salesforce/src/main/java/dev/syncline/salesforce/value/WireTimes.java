package dev.syncline.salesforce.value;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Reads the org's dates and times by hand: it is done for every cell, and a formatter costs twenty
 * times as much.
 *
 * <p>Source: REST API Developer Guide, "Valid Date and DateTime Formats": {@code
 * 2013-05-08T21:20:00.000+0000}; Bulk CSV writes {@code …000Z} (unverified, both are read).
 */
final class WireTimes {
  private static final int DATE_LENGTH = 10;
  private static final int SECONDS_END = 19;
  private static final int MAX_OFFSET_SECONDS = 18 * 3600;
  private static final int BAD = -1;

  private WireTimes() {}

  /** A date {@code yyyy-MM-dd}; null if it is none. */
  static @Nullable LocalDate date(char[] text, int from, int length) {
    return length == DATE_LENGTH ? day(text, from) : null;
  }

  /** A moment with an offset or {@code Z}; null if it is none. */
  static @Nullable Instant moment(char[] text, int from, int length) {
    if (length <= SECONDS_END || text[from + DATE_LENGTH] != 'T') {
      return null;
    }
    LocalDate date = day(text, from);
    int seconds = clock(text, from + DATE_LENGTH + 1);
    if (date == null || seconds == BAD) {
      return null;
    }
    int at = SECONDS_END;
    int nanos = 0;
    if (text[from + at] == '.') {
      int end = fractionEnd(text, from + at + 1, from + length) - from;
      nanos = nanos(text, from + at + 1, from + end);
      at = end;
    }
    int offset = offset(text, from + at, length - at);
    if (nanos == BAD || offset > MAX_OFFSET_SECONDS) {
      return null;
    }
    return Instant.ofEpochSecond(date.toEpochDay() * 86_400L + seconds - offset, nanos);
  }

  /** A time of day {@code HH:mm:ss[.SSS][Z]}; null if it is none. */
  static @Nullable LocalTime time(char[] text, int from, int length) {
    int end = length > 0 && text[from + length - 1] == 'Z' ? length - 1 : length;
    if (end < 8) {
      return null;
    }
    int seconds = clock(text, from);
    int nanos = 0;
    if (end > 8) {
      boolean fraction =
          text[from + 8] == '.' && fractionEnd(text, from + 9, from + end) == from + end;
      nanos = fraction ? nanos(text, from + 9, from + end) : BAD;
    }
    return seconds == BAD || nanos == BAD
        ? null
        : LocalTime.ofNanoOfDay(seconds * 1_000_000_000L + nanos);
  }

  private static @Nullable LocalDate day(char[] text, int from) {
    int year = digits(text, from, 4);
    int month = digits(text, from + 5, 2);
    int day = digits(text, from + 8, 2);
    boolean shaped = text[from + 4] == '-' && text[from + 7] == '-';
    if (!shaped || year < 1 || month < 1 || month > 12 || day < 1 || day > 31) {
      return null;
    }
    return day > 28 && day > YearMonth.of(year, month).lengthOfMonth()
        ? null
        : LocalDate.of(year, month, day);
  }

  /** The second of the day of {@code HH:mm:ss}. */
  private static int clock(char[] text, int from) {
    int hour = digits(text, from, 2);
    int minute = digits(text, from + 3, 2);
    int second = digits(text, from + 6, 2);
    boolean shaped = text[from + 2] == ':' && text[from + 5] == ':';
    boolean inRange = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second < 60;
    return shaped && inRange && second >= 0 ? hour * 3600 + minute * 60 + second : BAD;
  }

  private static int fractionEnd(char[] text, int from, int limit) {
    int at = from;
    while (at < limit && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at;
  }

  private static int nanos(char[] text, int from, int end) {
    int count = end - from;
    if (count < 1 || count > 9) {
      return BAD;
    }
    int nanos = digits(text, from, count);
    for (int i = count; i < 9; i++) {
      nanos *= 10;
    }
    return nanos;
  }

  /** The offset from UTC in seconds: {@code Z}, {@code +0000} or {@code +00:00}. */
  private static int offset(char[] text, int from, int length) {
    if (length == 1 && text[from] == 'Z') {
      return 0;
    }
    boolean colon = length == 6 && text[from + 3] == ':';
    boolean signed = (length == 5 || colon) && (text[from] == '+' || text[from] == '-');
    if (!signed) {
      return Integer.MAX_VALUE;
    }
    int hours = digits(text, from + 1, 2);
    int minutes = digits(text, from + length - 2, 2);
    if (hours < 0 || minutes < 0 || minutes > 59) {
      return Integer.MAX_VALUE;
    }
    int seconds = hours * 3600 + minutes * 60;
    return text[from] == '-' ? -seconds : seconds;
  }

  private static int digits(char[] text, int from, int count) {
    int number = 0;
    for (int i = from; i < from + count; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return BAD;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
