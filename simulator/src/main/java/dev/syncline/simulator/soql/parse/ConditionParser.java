package dev.syncline.simulator.soql.parse;

import dev.syncline.simulator.soql.tree.Condition;
import dev.syncline.simulator.soql.tree.Expression;
import dev.syncline.simulator.soql.tree.Literal;
import dev.syncline.simulator.soql.tree.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what WHERE and HAVING ask.
 *
 * <p>A chain is either all AND or all OR; NOT stands only at the start of a condition or of a
 * bracket, takes one part, and is not doubled. Real orgs refuse {@code a AND NOT b} and accept
 * {@code a AND (NOT b)}.
 */
final class ConditionParser {
  /** Deeper brackets than any client writes, so that no text can exhaust the stack. */
  private static final int MAX_DEPTH = 200;

  private final TokenStream stream;
  private final QueryParser queries;
  private int depth;

  ConditionParser(TokenStream stream, QueryParser queries) {
    this.stream = stream;
    this.queries = queries;
  }

  Condition parse() {
    int at = stream.peek().at();
    if (stream.takeWord("NOT")) {
      return new Condition.Not(part(), at);
    }
    Condition first = part();
    if (stream.peek().isWord("AND")) {
      return new Condition.And(chain(first, "AND"), at);
    }
    if (stream.peek().isWord("OR")) {
      return new Condition.Or(chain(first, "OR"), at);
    }
    return first;
  }

  private List<Condition> chain(Condition first, String word) {
    var parts = new ArrayList<Condition>();
    parts.add(first);
    while (stream.takeWord(word)) {
      parts.add(part());
    }
    if (stream.peek().isWord("AND") || stream.peek().isWord("OR")) {
      throw stream.unexpected();
    }
    return parts;
  }

  private Condition part() {
    if (!stream.takeSign("(")) {
      return comparison();
    }
    if (++depth > MAX_DEPTH) {
      throw stream.unexpected();
    }
    Condition inner = parse();
    stream.expectSign(")");
    depth--;
    return inner;
  }

  private Condition comparison() {
    int at = stream.peek().at();
    if (stream.peek().isWord("NOT")) {
      throw stream.unexpected();
    }
    Expression left = new ExpressionParser(stream).parse();
    Optional<Operator> operator = operator();
    if (operator.isPresent()) {
      return new Condition.Compare(left, operator.get(), new LiteralParser(stream).parse(), at);
    }
    if (stream.takeWord("IN")) {
      return membership(left, false, at);
    }
    if (stream.peek().isWord("NOT") && stream.peekSecond().isWord("IN")) {
      stream.expectWords("NOT", "IN");
      return membership(left, true, at);
    }
    if (stream.takeWord("INCLUDES")) {
      return new Condition.Includes(left, false, list(), at);
    }
    if (stream.takeWord("EXCLUDES")) {
      return new Condition.Includes(left, true, list(), at);
    }
    throw stream.unexpected();
  }

  private Optional<Operator> operator() {
    Token token = stream.peek();
    Optional<Operator> operator =
        switch (token.kind()) {
          case SIGN -> sign(token.text());
          case WORD -> token.isWord("LIKE") ? Optional.of(Operator.LIKE) : Optional.empty();
          case QUANTITY, TEXT, END -> Optional.empty();
        };
    operator.ifPresent(found -> stream.take());
    return operator;
  }

  private static Optional<Operator> sign(String text) {
    return switch (text) {
      case "=" -> Optional.of(Operator.EQUAL);
      case "!=", "<>" -> Optional.of(Operator.NOT_EQUAL);
      case "<" -> Optional.of(Operator.LESS);
      case "<=" -> Optional.of(Operator.LESS_OR_EQUAL);
      case ">" -> Optional.of(Operator.GREATER);
      case ">=" -> Optional.of(Operator.GREATER_OR_EQUAL);
      default -> Optional.empty();
    };
  }

  private Condition membership(Expression left, boolean negated, int at) {
    if (stream.peek().isSign("(") && stream.peekSecond().isWord("SELECT")) {
      stream.expectSign("(");
      Condition inner = new Condition.InQuery(left, negated, queries.semiJoin(), at);
      stream.expectSign(")");
      return inner;
    }
    return new Condition.In(left, negated, list(), at);
  }

  private List<Literal> list() {
    if (stream.peek().isSign(":")) {
      return List.of(new LiteralParser(stream).parse());
    }
    stream.expectSign("(");
    var values = new ArrayList<Literal>();
    do {
      values.add(new LiteralParser(stream).parse());
    } while (stream.takeSign(","));
    stream.expectSign(")");
    return values;
  }
}
