package dev.syncline.simulator.formula;

/** The functions of formulas that reckon with dates. */
enum DateFunction implements Function {
  DATE(Arity.of(3, 3)),
  DATEVALUE(Arity.of(1, 1)),
  YEAR(Arity.of(1, 1)),
  MONTH(Arity.of(1, 1)),
  DAY(Arity.of(1, 1));

  private final Arity arity;

  DateFunction(Arity arity) {
    this.arity = arity;
  }

  @Override
  public Arity arity() {
    return arity;
  }
}
