package dev.syncline.simulator.sample;

/**
 * Randomness without state: 64 bits that depend on nothing but a salt and an index. The mixing
 * function is the finalizer of SplitMix64 (Steele, Lea and Flood, 2014).
 */
final class Draw {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Draw() {}

  static long mix(long z) {
    long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }

  /** The bits of a record in a column. */
  static long bits(long index, long salt) {
    return mix((index + 1) * GOLDEN ^ salt);
  }

  /** More bits of the same draw. */
  static long next(long bits) {
    return mix(bits + GOLDEN);
  }

  /** A salt for a name below another salt. */
  static long salt(long parent, String name) {
    long hash = parent;
    for (int i = 0; i < name.length(); i++) {
      hash = mix((hash ^ name.charAt(i)) * GOLDEN);
    }
    return hash;
  }

  /** A number from 0 to n - 1 out of 64 bits, evenly. */
  static long below(long bits, long n) {
    return Math.unsignedMultiplyHigh(bits, n);
  }

  /** True for so many of a hundred draws. */
  static boolean chance(long bits, int percent) {
    return Math.unsignedMultiplyHigh(bits, 100) < percent;
  }
}
