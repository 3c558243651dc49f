package dev.syncline.simulator.soql.tree;

/** How a field is compared with one literal. */
public enum Operator {
  EQUAL,
  NOT_EQUAL,
  LESS,
  LESS_OR_EQUAL,
  GREATER,
  GREATER_OR_EQUAL,
  LIKE
}
