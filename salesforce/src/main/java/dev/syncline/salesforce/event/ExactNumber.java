package dev.syncline.salesforce.event;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The decimal number that became a 64-bit floating point number on its way here. Every decimal
 * number of up to 15 digits, and every whole number up to 2^53, comes back as it was: by the
 * shortest decimal number that the floating point number is nearest to. With more digits nobody can
 * tell, and none is made up.
 */
final class ExactNumber {
  /** IEEE 754: decimal numbers of so many digits survive the way there and back. */
  static final int CERTAIN_DIGITS = 15;

  private static final double CERTAIN_WHOLE = 1L << 53;

  private ExactNumber() {}

  /**
   * The number; empty if it cannot be told from others.
   *
   * @param scale how many digits the field has behind the point; empty if that is not known, when
   *     the number is taken to have no more digits than it shows
   */
  static Optional<BigDecimal> of(double number, OptionalInt scale) {
    if (!Double.isFinite(number)) {
      return Optional.empty();
    }
    BigDecimal shortest = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    BigDecimal plain = shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    return isCertain(plain, number, scale) ? Optional.of(plain) : Optional.empty();
  }

  private static boolean isCertain(BigDecimal plain, double number, OptionalInt scale) {
    if (plain.scale() > scale.orElse(plain.scale())) {
      return false;
    }
    if (scale.orElse(plain.scale()) == 0 && Math.abs(number) <= CERTAIN_WHOLE) {
      return true;
    }
    int before = Math.max(0, plain.precision() - plain.scale());
    return before + scale.orElse(plain.scale()) <= CERTAIN_DIGITS;
  }
}
