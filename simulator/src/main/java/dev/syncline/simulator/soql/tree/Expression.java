package dev.syncline.simulator.soql.tree;

/** What can stand where a value is asked: a field's path, a function call, or a literal. */
public sealed interface Expression permits Path, Call, Literal {
  /** The index of its first character in the statement. */
  int at();
}
