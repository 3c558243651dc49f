package dev.syncline.simulator.formula;

import java.util.Locale;
import java.util.Optional;

/**
 * The functions and operators of formulas, with how many arguments each takes. Salesforce Help,
 * formula operators and functions.
 */
enum Function {
  ADD(2, 2),
  SUBTRACT(2, 2),
  MULTIPLY(2, 2),
  DIVIDE(2, 2),
  POWER(2, 2),
  NEGATE(1, 1),
  JOIN(2, 2),
  EQUAL(2, 2),
  NOT_EQUAL(2, 2),
  LESS(2, 2),
  LESS_OR_EQUAL(2, 2),
  GREATER(2, 2),
  GREATER_OR_EQUAL(2, 2),
  AND(1, 99),
  OR(1, 99),
  NOT(1, 1),
  IF(3, 3),
  CASE(4, 99),
  ISBLANK(1, 1),
  ISNULL(1, 1),
  BLANKVALUE(2, 2),
  NULLVALUE(2, 2),
  ISNEW(0, 0),
  ISCHANGED(1, 1),
  PRIORVALUE(1, 1),
  ISPICKVAL(2, 2),
  INCLUDES(2, 2),
  CONTAINS(2, 2),
  BEGINS(2, 2),
  LEN(1, 1),
  LEFT(2, 2),
  RIGHT(2, 2),
  MID(3, 3),
  UPPER(1, 1),
  LOWER(1, 1),
  TRIM(1, 1),
  SUBSTITUTE(3, 3),
  REGEX(2, 2),
  TEXT(1, 1),
  VALUE(1, 1),
  ISNUMBER(1, 1),
  ABS(1, 1),
  ROUND(2, 2),
  FLOOR(1, 1),
  CEILING(1, 1),
  MOD(2, 2),
  MIN(1, 99),
  MAX(1, 99),
  TODAY(0, 0),
  NOW(0, 0),
  DATE(3, 3),
  DATEVALUE(1, 1),
  YEAR(1, 1),
  MONTH(1, 1),
  DAY(1, 1);

  private final int least;
  private final int most;

  Function(int least, int most) {
    this.least = least;
    this.most = most;
  }

  boolean takes(int arguments) {
    return arguments >= least && arguments <= most;
  }

  /** Whether formulas call it by its name; the first ones are written as operators. */
  private boolean isCalled() {
    return ordinal() >= AND.ordinal();
  }

  static Optional<Function> named(String name) {
    for (Function function : values()) {
      if (function.isCalled() && function.name().equals(name.toUpperCase(Locale.ROOT))) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }
}
