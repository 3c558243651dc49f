package dev.syncline.simulator.formula;

/**
 * The functions and operators of formulas that decide, compare, or add what may be a date or a
 * number.
 */
enum LogicFunction implements Function {
  ADD(Arity.operator(2)),
  SUBTRACT(Arity.operator(2)),
  EQUAL(Arity.operator(2)),
  NOT_EQUAL(Arity.operator(2)),
  LESS(Arity.operator(2)),
  LESS_OR_EQUAL(Arity.operator(2)),
  GREATER(Arity.operator(2)),
  GREATER_OR_EQUAL(Arity.operator(2)),
  AND(Arity.of(1, 99)),
  OR(Arity.of(1, 99)),
  NOT(Arity.of(1, 1)),
  IF(Arity.of(3, 3)),
  CASE(Arity.of(4, 99)),
  ISNEW(Arity.of(0, 0)),
  ISCHANGED(Arity.of(1, 1)),
  PRIORVALUE(Arity.of(1, 1)),
  ISPICKVAL(Arity.of(2, 2)),
  TODAY(Arity.of(0, 0)),
  NOW(Arity.of(0, 0));

  private final Arity arity;

  LogicFunction(Arity arity) {
    this.arity = arity;
  }

  @Override
  public Arity arity() {
    return arity;
  }
}
