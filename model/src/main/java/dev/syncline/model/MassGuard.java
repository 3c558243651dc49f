package dev.syncline.model;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * From how many deletions, or fields that become empty, a person is asked. Both bounds must be
 * passed within an hour.
 *
 * @param deletes the share of linked records that may be deleted, in percent; absent means all
 * @param nulls the share of linked records in which a field may become empty, in percent; absent
 *     means all
 * @param atLeast so many may in any case
 */
public record MassGuard(OptionalInt deletes, OptionalInt nulls, long atLeast) {
  /** A tenth of the records, and a hundred in any case. */
  public static final MassGuard STANDARD =
      new MassGuard(OptionalInt.of(10), OptionalInt.of(10), 100);

  /** Nobody is asked. */
  public static final MassGuard OFF =
      new MassGuard(OptionalInt.empty(), OptionalInt.empty(), STANDARD.atLeast());

  public MassGuard {
    if (isNoShare(deletes) || isNoShare(nulls) || atLeast < 0) {
      throw new IllegalArgumentException("Shares are of 0 to 100 percent");
    }
  }

  private static boolean isNoShare(OptionalInt percent) {
    return percent.isPresent() && (percent.getAsInt() < 0 || percent.getAsInt() > 100);
  }

  /**
   * The most that goes without a person's word.
   *
   * @param percent one of the shares
   * @param linked how many records are linked
   */
  public OptionalLong most(OptionalInt percent, long linked) {
    return percent.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(atLeast, Math.multiplyExact(linked, percent.getAsInt()) / 100));
  }
}
