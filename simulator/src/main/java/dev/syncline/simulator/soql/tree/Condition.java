package dev.syncline.simulator.soql.tree;

import java.util.List;

/** What WHERE or HAVING asks. */
public sealed interface Condition {
  /** The index of its first character in the statement. */
  int at();

  /** All of the parts, two or more. */
  record And(List<Condition> parts, int at) implements Condition {}

  /** One of the parts at least, two or more. */
  record Or(List<Condition> parts, int at) implements Condition {}

  /** Not the part. */
  record Not(Condition part, int at) implements Condition {}

  /** A field or function against a literal. */
  record Compare(Expression left, Operator operator, Literal right, int at) implements Condition {}

  /** A field in a list of literals. */
  record In(Expression left, boolean negated, List<Literal> values, int at) implements Condition {}

  /** A semi-join or, negated, an anti-join. */
  record InQuery(Expression left, boolean negated, Query query, int at) implements Condition {}

  /** INCLUDES or, negated, EXCLUDES. */
  record Includes(Expression left, boolean negated, List<Literal> values, int at)
      implements Condition {}
}
