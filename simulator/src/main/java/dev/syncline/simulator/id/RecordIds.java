package dev.syncline.simulator.id;

import java.util.Optional;

/**
 * The two spellings of a record id: 15 case-sensitive characters, and the same with a checksum of
 * three characters that keeps them apart where case is lost.
 */
public final class RecordIds {
  /** The id of no record, as overflow events carry it. */
  public static final String NONE = "000000000000000AAA";

  /** Characters of the short and of the long spelling. */
  public static final int SHORT = 15;

  public static final int LONG = 18;

  private static final String CHECKSUM_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

  private RecordIds() {}

  /**
   * The long spelling of an id given in either; empty when the text is no id: another length, a
   * character that is no ASCII letter or digit, or 18 characters whose checksum does not fit.
   */
  public static Optional<String> parse(String text) {
    if (text.length() != SHORT && text.length() != LONG) {
      return Optional.empty();
    }
    for (int i = 0; i < text.length(); i++) {
      if (!isAlphanumeric(text.charAt(i))) {
        return Optional.empty();
      }
    }
    String whole = text.substring(0, SHORT) + checksum(text);
    return text.length() == SHORT || whole.equals(text) ? Optional.of(whole) : Optional.empty();
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  /**
   * The three characters that the first 15 of an id call for: per group of five, one bit for each
   * upper-case letter, the first character's bit the lowest.
   */
  public static String checksum(String id) {
    var digits = new StringBuilder(3);
    for (int group = 0; group < SHORT; group += 5) {
      int bits = 0;
      for (int i = 0; i < 5; i++) {
        char c = id.charAt(group + i);
        if (c >= 'A' && c <= 'Z') {
          bits |= 1 << i;
        }
      }
      digits.append(CHECKSUM_DIGITS.charAt(bits));
    }
    return digits.toString();
  }

  /** The 15-character spelling of an 18-character id. */
  public static String shorten(String id) {
    return id.substring(0, SHORT);
  }

  static byte checksumDigit(int bits) {
    return (byte) CHECKSUM_DIGITS.charAt(bits);
  }
}
