package dev.syncline.simulator.formula;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a formula. */
sealed interface Term {
  /** A value that stands in the text; null for {@code NULL}. */
  record Constant(@Nullable Object value) implements Term {}

  /** A field of the record or of a parent. */
  record Field(List<String> path) implements Term {}

  /** A function or an operator with its arguments. */
  record Apply(Function function, List<Term> arguments) implements Term {}
}
