package dev.syncline.simulator.wire;

import java.math.BigDecimal;

/**
 * Numbers as the API spells them. A whole number of an {@code int} field is plain; a number of any
 * other type is spelled as Java spells a double, but with all its digits: {@code 12.0}, {@code
 * 0.05}, {@code 1.39E8}. That REST and Bulk use the exponent from ten millions on is what exports
 * show, not a documented fact.
 */
final class Digits {
  private static final int PLAIN_FROM_EXPONENT = -3;
  private static final int PLAIN_TO_EXPONENT = 7;

  private Digits() {}

  /** Writes a whole number and returns the index after it. At most 20 bytes. */
  static int integer(long value, byte[] into, int at) {
    int next = at;
    long rest = value;
    if (rest < 0) {
      into[next++] = '-';
      rest = -rest;
    }
    int end = next + count(rest);
    for (int i = end - 1; i >= next; i--) {
      into[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return end;
  }

  private static int count(long value) {
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }

  /** Writes a decimal number and returns the index after it. At most 32 bytes. */
  static int number(long unscaled, int scale, byte[] into, int at) {
    long digits = unscaled;
    int places = scale;
    while (places > 0 && digits % 10 == 0) {
      digits /= 10;
      places--;
    }
    int next = at;
    if (digits < 0) {
      into[next++] = '-';
      digits = -digits;
    }
    int count = count(digits);
    int exponent = count - places - 1;
    if (digits == 0 || (exponent >= PLAIN_FROM_EXPONENT && exponent < PLAIN_TO_EXPONENT)) {
      return plain(digits, count, places, into, next);
    }
    return scientific(digits, count, exponent, into, next);
  }

  private static int plain(long digits, int count, int places, byte[] into, int at) {
    int before = Math.max(1, count - places);
    int after = Math.max(1, places);
    int end = at + before + 1 + after;
    long rest = digits;
    int i = end - 1;
    if (places == 0) {
      into[i--] = '0';
    }
    for (int place = 0; place < places; place++) {
      into[i--] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    into[i--] = '.';
    for (; i >= at; i--) {
      into[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return end;
  }

  private static int scientific(long digits, int count, int exponent, byte[] into, int at) {
    long mantissa = digits;
    int length = count;
    while (length > 1 && mantissa % 10 == 0) {
      mantissa /= 10;
      length--;
    }
    int next = plain(mantissa, length, length - 1, into, at);
    into[next++] = 'E';
    return integer(exponent, into, next);
  }

  /** The text of a number of any size. */
  static String text(BigDecimal value) {
    BigDecimal number = value.stripTrailingZeros();
    int exponent = number.precision() - number.scale() - 1;
    if (number.signum() == 0) {
      return "0.0";
    }
    if (exponent >= PLAIN_FROM_EXPONENT && exponent < PLAIN_TO_EXPONENT) {
      return number.setScale(Math.max(1, number.scale())).toPlainString();
    }
    String digits = number.unscaledValue().abs().toString();
    String fraction = digits.length() == 1 ? "0" : digits.substring(1);
    String sign = number.signum() < 0 ? "-" : "";
    return sign + digits.charAt(0) + "." + fraction + "E" + exponent;
  }
}
