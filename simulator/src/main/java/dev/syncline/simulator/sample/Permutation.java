package dev.syncline.simulator.sample;

/**
 * A shuffle of the numbers 0 to size - 1 that is computed, not stored, both ways. Multiplications
 * and shifted exclusive-ors on the next power of two are repeated until the result lies inside.
 */
final class Permutation {
  private static final int ROUNDS = 3;

  private final long size;
  private final long mask;
  private final int shift;
  private final long[] factors = new long[ROUNDS];
  private final long[] inverses = new long[ROUNDS];
  private final long[] addends = new long[ROUNDS];

  Permutation(long size, long salt) {
    if (size < 0) {
      throw new IllegalArgumentException("A shuffle has no negative size; got " + size);
    }
    this.size = size;
    int bits = Math.max(2, Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, size - 1)));
    this.mask = (1L << bits) - 1;
    this.shift = (bits + 1) / 2;
    long draw = salt;
    for (int i = 0; i < ROUNDS; i++) {
      draw = Draw.next(draw);
      factors[i] = draw | 1;
      inverses[i] = inverse(draw | 1);
      draw = Draw.next(draw);
      addends[i] = draw & mask;
    }
  }

  /** The inverse of an odd number modulo 2^64, by Newton's iteration. */
  private static long inverse(long odd) {
    long x = odd;
    for (int i = 0; i < 6; i++) {
      x *= 2 - odd * x;
    }
    return x;
  }

  /** Where a number goes. */
  long apply(long from) {
    long x = from;
    do {
      for (int i = 0; i < ROUNDS; i++) {
        x = (x * factors[i] + addends[i]) & mask;
        x ^= x >>> shift;
      }
    } while (x >= size);
    return x;
  }

  /** Where a number comes from. */
  long invert(long to) {
    long x = to;
    do {
      for (int i = ROUNDS - 1; i >= 0; i--) {
        x ^= x >>> shift;
        x = ((x - addends[i]) * inverses[i]) & mask;
      }
    } while (x >= size);
    return x;
  }
}
