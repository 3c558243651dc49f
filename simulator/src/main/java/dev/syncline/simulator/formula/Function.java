package dev.syncline.simulator.formula;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The functions and operators of formulas, with how many arguments each takes. Salesforce Help,
 * formula operators and functions.
 */
sealed interface Function permits LogicFunction, NumberFunction, DateFunction, TextFunction {
  /** How many arguments it takes. */
  Arity arity();

  /** What formulas call it. */
  String name();

  /**
   * How many arguments a function takes.
   *
   * @param called whether formulas call it by its name, and do not write it as an operator
   */
  record Arity(int least, int most, boolean called) {
    static Arity of(int least, int most) {
      return new Arity(least, most, true);
    }

    static Arity operator(int arguments) {
      return new Arity(arguments, arguments, false);
    }
  }

  default boolean takes(int arguments) {
    return arguments >= arity().least() && arguments <= arity().most();
  }

  /** The function that formulas call by this name, whatever its case. */
  static Optional<Function> named(String name) {
    Stream<Function> numbers = Stream.concat(Stream.of(NumberFunction.values()), dates());
    return Stream.concat(Stream.of(LogicFunction.values()), Stream.concat(texts(), numbers))
        .filter(function -> function.arity().called())
        .filter(function -> function.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst();
  }

  private static Stream<Function> dates() {
    return Stream.of(DateFunction.values());
  }

  private static Stream<Function> texts() {
    return Stream.of(TextFunction.values());
  }
}
