package dev.syncline.salesforce.value;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads the org's numbers exactly, never through a double. */
final class WireNumbers {
  /** The longest number read. The org's have 18 digits; Bulk writes large ones as 1.0E17. */
  static final int MAX_LENGTH = 100;

  /** The largest exponent read: a few characters must not unfold into gigabytes of zeros. */
  static final int MAX_EXPONENT = 400;

  private static final int LONG_DIGITS = 18;

  private WireNumbers() {}

  /** The number; null if the text is none. */
  static @Nullable BigDecimal number(char[] text, int from, int length) {
    BigDecimal plain = length <= LONG_DIGITS ? plain(text, from, length) : null;
    return plain == null ? any(text, from, length) : plain;
  }

  /** Whether the number can be written out at a bounded length. */
  static boolean isBounded(BigDecimal number) {
    return Math.abs((long) number.scale()) <= MAX_EXPONENT && number.precision() <= MAX_LENGTH;
  }

  /** The common case, digits with at most a sign and a point; null for anything else. */
  private static @Nullable BigDecimal plain(char[] text, int from, int length) {
    int end = from + length;
    boolean negative = text[from] == '-';
    long unscaled = 0;
    int scale = -1;
    int digits = 0;
    for (int i = negative ? from + 1 : from; i < end; i++) {
      int digit = text[i] - '0';
      if (digit >= 0 && digit <= 9) {
        unscaled = unscaled * 10 + digit;
        digits++;
        scale += scale < 0 ? 0 : 1;
      } else if (text[i] == '.' && scale < 0) {
        scale = 0;
      } else {
        return null;
      }
    }
    return digits == 0
        ? null
        : BigDecimal.valueOf(negative ? -unscaled : unscaled, Math.max(scale, 0));
  }

  private static @Nullable BigDecimal any(char[] text, int from, int length) {
    if (length > MAX_LENGTH) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(text, from, length);
      return isBounded(number) ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
