package dev.syncline.simulator.sample;

/** Numbers as parts of texts. */
final class DigitParts {
  private static final long[] POWERS = new long[19];

  static {
    long power = 1;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power;
      power *= 10;
    }
  }

  private DigitParts() {}

  /** Ten to a power from 0 to 18. */
  static long power(int exponent) {
    return POWERS[exponent];
  }

  /** A whole text of a number, with zeros before it up to a width. */
  static void text(long number, int width, ValueSink sink) {
    sink.startText();
    part(number, width, sink);
    sink.endText();
  }

  static void part(long number, int width, ValueSink sink) {
    int digits = Math.max(1, width);
    while (digits < 18 && number >= POWERS[digits]) {
      digits++;
    }
    for (int i = digits - 1; i >= 0; i--) {
      sink.character('0' + (int) (number / POWERS[i] % 10));
    }
  }
}
