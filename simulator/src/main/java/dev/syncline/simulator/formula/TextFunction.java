package dev.syncline.simulator.formula;

/** The functions and operators of formulas that take texts. */
enum TextFunction implements Function {
  JOIN(Arity.operator(2)),
  ISBLANK(Arity.of(1, 1)),
  ISNULL(Arity.of(1, 1)),
  BLANKVALUE(Arity.of(2, 2)),
  NULLVALUE(Arity.of(2, 2)),
  INCLUDES(Arity.of(2, 2)),
  CONTAINS(Arity.of(2, 2)),
  BEGINS(Arity.of(2, 2)),
  LEN(Arity.of(1, 1)),
  LEFT(Arity.of(2, 2)),
  RIGHT(Arity.of(2, 2)),
  MID(Arity.of(3, 3)),
  UPPER(Arity.of(1, 1)),
  LOWER(Arity.of(1, 1)),
  TRIM(Arity.of(1, 1)),
  SUBSTITUTE(Arity.of(3, 3)),
  REGEX(Arity.of(2, 2)),
  TEXT(Arity.of(1, 1)),
  VALUE(Arity.of(1, 1)),
  ISNUMBER(Arity.of(1, 1));

  private final Arity arity;

  TextFunction(Arity arity) {
    this.arity = arity;
  }

  @Override
  public Arity arity() {
    return arity;
  }
}
