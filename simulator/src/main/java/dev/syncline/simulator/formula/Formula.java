package dev.syncline.simulator.formula;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A formula that can be evaluated. Immutable; safe for all threads. */
public final class Formula {
  /** The longest text of a formula: Salesforce Help, 3,900 characters. */
  public static final int MAX_LENGTH = 3_900;

  private final String text;
  private final Term term;
  private final Set<List<String>> paths;

  private Formula(String text, Term term, Set<List<String>> paths) {
    this.text = text;
    this.term = term;
    this.paths = paths;
  }

  /**
   * Reads a formula.
   *
   * @throws FormulaException if the text is no formula
   */
  public static Formula parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new FormulaException(MAX_LENGTH, "it is longer than " + MAX_LENGTH + " characters");
    }
    var parser = new FormulaParser(text);
    return new Formula(text, parser.parse(), parser.paths());
  }

  /** The formula of a text; empty when it is none. */
  public static Optional<Formula> read(String text) {
    try {
      return Optional.of(parse(text));
    } catch (FormulaException unreadable) {
      return Optional.empty();
    }
  }

  public String text() {
    return text;
  }

  /** The fields that the formula names: relationships to parents, then a field. */
  public Set<List<String>> paths() {
    return paths;
  }

  /**
   * The value of the formula: a text, a BigDecimal, a truth value, a LocalDate, an Instant, a
   * LocalTime; null when it has none or the values do not fit the operators, where a real org shows
   * an error.
   */
  public @Nullable Object value(Scope scope) {
    try {
      return new Evaluation(scope).value(term);
    } catch (ArithmeticException | ClassCastException | IllegalArgumentException misfit) {
      return null;
    }
  }

  /** Whether the formula comes to true; no value counts as false. */
  public boolean holds(Scope scope) {
    return Boolean.TRUE.equals(value(scope));
  }

  @Override
  public String toString() {
    return text;
  }
}
