package dev.syncline.engine.scope;

import dev.syncline.engine.scope.ConditionToken.Kind;
import dev.syncline.model.ColumnName;
import dev.syncline.model.RowCondition;
import dev.syncline.model.RowCondition.Comparison;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a condition on rows: comparisons of a column with values, {@code in}, {@code like}, {@code
 * between}, {@code is null}, joined by {@code and}, {@code or}, {@code not} and parentheses, with
 * the precedence of SQL. A column alone stands for itself being true. Nothing else can be said, so
 * that nothing can happen but comparing the row's own columns.
 */
public final class ConditionReader {
  /** The longest text of a condition, in characters. */
  public static final int MAX_LENGTH = 10_000;

  /** How deep parentheses and {@code not} may be nested. */
  private static final int MAX_DEPTH = 50;

  private static final Set<String> RESERVED =
      Set.of("and", "or", "not", "in", "is", "null", "like", "between", "true", "false");

  private final List<ConditionToken> tokens;
  private int next;
  private int depth;

  private ConditionReader(List<ConditionToken> tokens) {
    this.tokens = tokens;
  }

  /** The condition that a text says; dates and times are still texts in it. */
  public static RowCondition read(String text) throws ConditionException {
    if (text.length() > MAX_LENGTH) {
      throw new ConditionException(
          "The condition is longer than " + MAX_LENGTH + " characters", MAX_LENGTH, "shorten it");
    }
    var reader = new ConditionReader(ConditionTokens.of(text));
    RowCondition condition = reader.any();
    if (reader.peek().kind() != Kind.END) {
      throw reader.unexpected("'and', 'or' or the end");
    }
    return condition;
  }

  private ConditionToken peek() {
    return tokens.get(next);
  }

  private ConditionToken take() {
    ConditionToken token = tokens.get(next);
    next += token.kind() == Kind.END ? 0 : 1;
    return token;
  }

  private boolean takes(String word) {
    boolean found = peek().is(word);
    next += found ? 1 : 0;
    return found;
  }

  private void expect(String word) throws ConditionException {
    if (!takes(word)) {
      throw unexpected("'" + word + "'");
    }
  }

  private ConditionException unexpected(String wanted) {
    ConditionToken token = peek();
    return new ConditionException(
        token.shown() + " stands where something else belongs", token.at(), "write " + wanted);
  }

  private RowCondition any() throws ConditionException {
    List<RowCondition> parts = new ArrayList<>(List.of(all()));
    while (takes("or")) {
      parts.add(all());
    }
    return parts.size() == 1 ? parts.getFirst() : new RowCondition.Any(parts);
  }

  private RowCondition all() throws ConditionException {
    List<RowCondition> parts = new ArrayList<>(List.of(one()));
    while (takes("and")) {
      parts.add(one());
    }
    return parts.size() == 1 ? parts.getFirst() : new RowCondition.All(parts);
  }

  private RowCondition one() throws ConditionException {
    depth++;
    if (depth > MAX_DEPTH) {
      throw new ConditionException(
          "The condition is nested deeper than " + MAX_DEPTH, peek().at(), "flatten it");
    }
    try {
      if (takes("not")) {
        return new RowCondition.Not(one());
      }
      if (takes("(")) {
        RowCondition inner = any();
        expect(")");
        return inner;
      }
      return comparison();
    } finally {
      depth--;
    }
  }

  private RowCondition comparison() throws ConditionException {
    ColumnName column = column();
    if (takes("is")) {
      boolean not = takes("not");
      expect("null");
      return negated(not, new RowCondition.Empty(column));
    }
    boolean not = takes("not");
    if (takes("in")) {
      return negated(not, new RowCondition.Among(column, values()));
    }
    if (takes("like")) {
      return negated(not, new RowCondition.Like(column, text()));
    }
    if (takes("between")) {
      Value least = value();
      expect("and");
      return negated(
          not,
          new RowCondition.All(
              List.of(
                  new RowCondition.Compared(column, Comparison.AT_LEAST, least),
                  new RowCondition.Compared(column, Comparison.AT_MOST, value()))));
    }
    if (not) {
      throw unexpected("'in', 'like' or 'between'");
    }
    return signed(column);
  }

  private static RowCondition negated(boolean not, RowCondition condition) {
    return not ? new RowCondition.Not(condition) : condition;
  }

  private RowCondition signed(ColumnName column) throws ConditionException {
    for (Comparison how : Comparison.values()) {
      if (takes(how.sign()) || (how == Comparison.UNEQUAL && takes("!="))) {
        return new RowCondition.Compared(column, how, value());
      }
    }
    if (peek().is("(")) {
      throw new ConditionException(
          "'" + column + "' is called as a function",
          peek().at(),
          "compare a column with values; nothing is called here");
    }
    return new RowCondition.Compared(column, Comparison.EQUAL, new Value.Bool(true));
  }

  private ColumnName column() throws ConditionException {
    ConditionToken token = peek();
    boolean word =
        token.kind() == Kind.WORD && !RESERVED.contains(token.text().toLowerCase(Locale.ROOT));
    boolean name = token.kind() == Kind.NAME && !token.text().isEmpty();
    if (!word && !name) {
      throw unexpected("the name of a column");
    }
    take();
    return new ColumnName(token.text());
  }

  private List<Value> values() throws ConditionException {
    expect("(");
    List<Value> values = new ArrayList<>(List.of(value()));
    while (takes(",")) {
      values.add(value());
    }
    expect(")");
    return values;
  }

  private String text() throws ConditionException {
    if (peek().kind() != Kind.TEXT) {
      throw unexpected("a text in single quotes");
    }
    return take().text();
  }

  private Value value() throws ConditionException {
    ConditionToken token = peek();
    if (token.is("null")) {
      throw new ConditionException(
          "Nothing is equal to null", token.at(), "write 'is null' or 'is not null'");
    }
    if (token.is("true") || token.is("false")) {
      return new Value.Bool(take().is("true"));
    }
    return switch (token.kind()) {
      case TEXT -> new Value.Text(take().text());
      case NUMBER -> new Value.Numeric(new BigDecimal(take().text()));
      case WORD, NAME, SIGN, END ->
          throw unexpected("a value: a number, true, false, or a text in single quotes");
    };
  }
}
