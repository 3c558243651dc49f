package dev.syncline.simulator.formula;

/** The functions and operators of formulas that reckon with numbers. */
enum NumberFunction implements Function {
  MULTIPLY(Arity.operator(2)),
  DIVIDE(Arity.operator(2)),
  POWER(Arity.operator(2)),
  NEGATE(Arity.operator(1)),
  ABS(Arity.of(1, 1)),
  ROUND(Arity.of(2, 2)),
  FLOOR(Arity.of(1, 1)),
  CEILING(Arity.of(1, 1)),
  MOD(Arity.of(2, 2)),
  MIN(Arity.of(1, 99)),
  MAX(Arity.of(1, 99));

  private final Arity arity;

  NumberFunction(Arity arity) {
    this.arity = arity;
  }

  @Override
  public Arity arity() {
    return arity;
  }
}
