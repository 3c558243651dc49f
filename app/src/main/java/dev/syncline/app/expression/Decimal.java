package dev.syncline.app.expression;

import java.math.BigDecimal;

/**
 * An exact number inside expressions. It is no {@link Number}, as CEL takes only its own numbers
 * for equal.
 *
 * @param number without zeros at the end, so that equal numbers are equal objects
 */
record Decimal(BigDecimal number) {
  /** Far beyond any number of Salesforce's; a bound against products of products. */
  static final int MAX_DIGITS = 400;

  /**
   * The number.
   *
   * @throws ArithmeticException if it has more digits than any number should
   */
  static Decimal of(BigDecimal number) {
    if (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
      throw new ArithmeticException("a number has at most " + MAX_DIGITS + " digits");
    }
    return new Decimal(number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros());
  }

  /** The whole number. */
  static Decimal of(Long whole) {
    return of(new BigDecimal(whole));
  }
}
