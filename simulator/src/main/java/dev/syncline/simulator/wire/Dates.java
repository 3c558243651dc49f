package dev.syncline.simulator.wire;

/** Dates and times as the API spells them, in UTC, written without intermediate texts. */
final class Dates {
  private static final int SECONDS_OF_DAY = 86_400;

  private Dates() {}

  /** Writes {@code yyyy-MM-dd} and returns the index after it. Years from 0 to 9999. */
  static int date(long epochDay, byte[] into, int at) {
    // Howard Hinnant's civil_from_days: days since 0000-03-01 in eras of 400 years.
    long shifted = epochDay + 719_468;
    long era = Math.floorDiv(shifted, 146_097L);
    int dayOfEra = (int) (shifted - era * 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shiftedMonth = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
    int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
    int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
    int next = two(year / 100, into, at);
    next = two(year % 100, into, next);
    into[next++] = '-';
    next = two(month, into, next);
    into[next++] = '-';
    return two(day, into, next);
  }

  /** Writes {@code yyyy-MM-ddTHH:mm:ss.000Z} and returns the index after it. */
  static int datetime(long epochSecond, byte[] into, int at) {
    long day = Math.floorDiv(epochSecond, (long) SECONDS_OF_DAY);
    int next = date(day, into, at);
    into[next++] = 'T';
    return time((epochSecond - day * SECONDS_OF_DAY) * 1_000, into, next);
  }

  /** Writes {@code HH:mm:ss.SSSZ} and returns the index after it. */
  static int time(long millisecondOfDay, byte[] into, int at) {
    int millisecond = (int) (millisecondOfDay % 1_000);
    int second = (int) (millisecondOfDay / 1_000);
    int next = two(second / 3_600, into, at);
    into[next++] = ':';
    next = two(second / 60 % 60, into, next);
    into[next++] = ':';
    next = two(second % 60, into, next);
    into[next++] = '.';
    into[next++] = (byte) ('0' + millisecond / 100);
    next = two(millisecond % 100, into, next);
    into[next++] = 'Z';
    return next;
  }

  private static int two(int number, byte[] into, int at) {
    into[at] = (byte) ('0' + number / 10);
    into[at + 1] = (byte) ('0' + number % 10);
    return at + 2;
  }
}
