package dev.syncline.simulator.sample;

/**
 * When generated records were created and changed, in seconds since 1970. Records are created in
 * the order of their index, every 17 seconds on average; a quarter of all blocks of 256 were loaded
 * in bulk and share one second. A change follows within three days, so that a range of stamps is a
 * range of indexes, give or take.
 */
final class Timeline {
  /** 2019-01-01T00:00:00Z. */
  static final long START = 1_546_300_800L;

  private static final long STEP = 17;
  private static final int BLOCK = 256;
  private static final long CHANGE_WINDOW = 3 * 86_400;
  private static final long AUTOMATION_WINDOW = 600;

  private final long salt;

  Timeline(long salt) {
    this.salt = salt;
  }

  long created(long index) {
    long block = index / BLOCK;
    long start = START + block * (BLOCK * STEP);
    long bits = Draw.bits(block, salt);
    if (Draw.chance(bits, 25)) {
      return start;
    }
    return start + (index % BLOCK) * STEP + Draw.below(Draw.bits(index, salt), STEP);
  }

  long modified(long index) {
    long bits = Draw.bits(index, ~salt);
    long delta = Draw.chance(bits, 45) ? 0 : Draw.below(Draw.next(bits), CHANGE_WINDOW);
    return created(index) + delta;
  }

  long stamped(long index) {
    long bits = Draw.bits(index, salt + 1);
    long delta = Draw.chance(bits, 90) ? 0 : Draw.below(Draw.next(bits), AUTOMATION_WINDOW);
    return modified(index) + delta;
  }

  /** No record before this index has a stamp at or after this second. */
  static long firstIndex(long second) {
    long earliest = second - CHANGE_WINDOW - AUTOMATION_WINDOW - START;
    return Math.max(0, Math.floorDiv(earliest, STEP) - BLOCK);
  }

  /** No record from this index on has a stamp at or before this second. */
  static long endIndex(long second) {
    return Math.max(0, Math.floorDiv(second - START, STEP) + BLOCK + 1);
  }
}
