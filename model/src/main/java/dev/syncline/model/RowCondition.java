package dev.syncline.model;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A condition on a row's own columns. It names columns and holds values, and nothing else can be
 * said with it: no function, no other table, no text of SQL. As in SQL, what is compared with an
 * empty column is neither true nor false; a row meets a condition that is true.
 */
public sealed interface RowCondition {
  /** All of them hold. */
  record All(List<RowCondition> parts) implements RowCondition {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** One of them holds. */
  record Any(List<RowCondition> parts) implements RowCondition {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  /** It does not hold. */
  record Not(RowCondition condition) implements RowCondition {}

  /** The column is empty. */
  record Empty(ColumnName column) implements RowCondition {}

  /**
   * The column compares so with a value.
   *
   * @param value a text, a number, a truth, a day or a moment
   */
  record Compared(ColumnName column, Comparison how, Value value) implements RowCondition {}

  /** The column is one of these values. */
  record Among(ColumnName column, List<Value> values) implements RowCondition {
    public Among {
      values = List.copyOf(values);
    }
  }

  /**
   * The column's text is like a pattern.
   *
   * @param pattern {@code %} stands for any characters, {@code _} for one
   */
  record Like(ColumnName column, String pattern) implements RowCondition {}

  /** How two values compare. */
  enum Comparison {
    EQUAL("="),
    UNEQUAL("<>"),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    /** The operator of SQL. */
    public String sign() {
      return sign;
    }
  }

  /** The columns that the condition looks at, by name. */
  default Set<ColumnName> columns() {
    Set<String> names = new TreeSet<>();
    collect(this, names);
    return names.stream().map(ColumnName::new).collect(Collectors.toUnmodifiableSet());
  }

  private static void collect(RowCondition condition, Set<String> names) {
    switch (condition) {
      case All all -> all.parts().forEach(part -> collect(part, names));
      case Any any -> any.parts().forEach(part -> collect(part, names));
      case Not not -> collect(not.condition(), names);
      case Empty empty -> names.add(empty.column().value());
      case Compared compared -> names.add(compared.column().value());
      case Among among -> names.add(among.column().value());
      case Like like -> names.add(like.column().value());
    }
  }
}
