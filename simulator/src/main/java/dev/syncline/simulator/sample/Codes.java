package dev.syncline.simulator.sample;

/**
 * Codes of digits and letters that stand for an index: shuffled, so that neighbours do not look
 * alike, and readable backwards.
 */
final class Codes {
  private static final int MAX_WIDTH = 8;
  private static final int RADIX = 36;

  private final int width;
  private final long size;
  private final Permutation shuffle;
  private final int firstLetter;

  /**
   * @param width how many characters, at most 8
   * @param upperCase whether letters are capital
   */
  Codes(int width, boolean upperCase, long salt) {
    this.width = Math.min(MAX_WIDTH, width);
    long codes = 1;
    for (int i = 0; i < this.width; i++) {
      codes *= RADIX;
    }
    this.size = Long.highestOneBit(codes);
    this.shuffle = new Permutation(size, salt);
    this.firstLetter = upperCase ? 'A' : 'a';
  }

  /** How many indexes have a code. */
  long size() {
    return size;
  }

  int width() {
    return width;
  }

  void part(long index, ValueSink sink) {
    long code = shuffle.apply(index);
    long unit = 1;
    for (int i = 1; i < width; i++) {
      unit *= RADIX;
    }
    for (; unit > 0; unit /= RADIX) {
      int digit = (int) (code / unit % RADIX);
      sink.character(digit < 10 ? '0' + digit : firstLetter + digit - 10);
    }
  }

  /** The index behind a code, whatever its case; -1 when it is none. */
  long indexOf(String code) {
    if (code.length() != width) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < width; i++) {
      int digit = Character.digit(code.charAt(i), RADIX);
      if (digit < 0 || code.charAt(i) > 'z') {
        return -1;
      }
      number = number * RADIX + digit;
    }
    return number < size ? shuffle.invert(number) : -1;
  }
}
