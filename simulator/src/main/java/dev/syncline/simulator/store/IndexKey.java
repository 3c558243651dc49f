package dev.syncline.simulator.store;

/**
 * An entry of an index: a field, a value as text and the number of the record that carries it.
 * Entries sort by field, value and number.
 */
public record IndexKey(String field, String value, long number) {
  /** Added to numbers so that all have as many digits; 36 to the eleventh. */
  private static final long OFFSET = 131_621_703_842_267_136L;

  private static final int DIGITS = 12;
  private static final int RADIX = 36;

  String text() {
    return prefix(field, value) + Long.toString(number + OFFSET, RADIX);
  }

  static String fieldPrefix(String field) {
    return field + '\u0001';
  }

  static String prefix(String field, String value) {
    return fieldPrefix(field) + value + '\u0000';
  }

  static long numberOf(String text) {
    return Long.parseLong(text, text.length() - DIGITS, text.length(), RADIX) - OFFSET;
  }
}
