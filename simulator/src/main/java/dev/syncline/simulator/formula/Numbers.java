package dev.syncline.simulator.formula;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arithmetic of formulas, in decimal. */
final class Numbers {
  private static final int MAX_EXPONENT = 1_000;
  private static final MathContext DIGITS = new MathContext(34, RoundingMode.HALF_UP);

  private Numbers() {}

  /** The value; null when an argument is missing. */
  static @Nullable Object apply(NumberFunction function, List<@Nullable Object> arguments) {
    if (arguments.contains(null)) {
      return null;
    }
    List<BigDecimal> numbers = arguments.stream().map(BigDecimal.class::cast).toList();
    BigDecimal first = numbers.getFirst();
    BigDecimal last = numbers.getLast();
    return switch (function) {
      case MULTIPLY -> first.multiply(last);
      case DIVIDE -> first.divide(last, DIGITS);
      case POWER -> power(first, last);
      case NEGATE -> first.negate();
      case ABS -> first.abs();
      case ROUND -> first.setScale(last.intValueExact(), RoundingMode.HALF_UP);
      case FLOOR -> first.setScale(0, RoundingMode.FLOOR);
      case CEILING -> first.setScale(0, RoundingMode.CEILING);
      case MOD -> first.remainder(last);
      case MIN -> numbers.stream().min(BigDecimal::compareTo).orElse(first);
      case MAX -> numbers.stream().max(BigDecimal::compareTo).orElse(first);
    };
  }

  private static BigDecimal power(BigDecimal base, BigDecimal exponent) {
    int times = exponent.intValueExact();
    if (Math.abs(times) > MAX_EXPONENT) {
      throw new ArithmeticException("the exponent is too large");
    }
    return base.pow(times, DIGITS);
  }
}
