package dev.syncline.simulator.formula;

import dev.syncline.simulator.formula.Tokens.Kind;
import dev.syncline.simulator.formula.Tokens.Token;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a formula's text: operators by their rank, functions by their names. */
final class FormulaParser {
  private static final int MAX_DEPTH = 100;
  private static final List<Map<String, Function>> RANKS =
      List.of(
          Map.of("||", LogicFunction.OR),
          Map.of("&&", LogicFunction.AND),
          Map.of(
              "=", LogicFunction.EQUAL,
              "==", LogicFunction.EQUAL,
              "<>", LogicFunction.NOT_EQUAL,
              "!=", LogicFunction.NOT_EQUAL),
          Map.of(
              "<", LogicFunction.LESS,
              "<=", LogicFunction.LESS_OR_EQUAL,
              ">", LogicFunction.GREATER,
              ">=", LogicFunction.GREATER_OR_EQUAL),
          Map.of("+", LogicFunction.ADD, "-", LogicFunction.SUBTRACT, "&", TextFunction.JOIN),
          Map.of("*", NumberFunction.MULTIPLY, "/", NumberFunction.DIVIDE),
          Map.of("^", NumberFunction.POWER));

  private final Tokens tokens;
  private final Map<List<String>, Boolean> paths = new LinkedHashMap<>();
  private int depth;

  FormulaParser(String text) {
    this.tokens = new Tokens(text);
  }

  Term parse() {
    Term whole = rank(0);
    Token rest = tokens.peek();
    if (rest.kind() != Kind.END) {
      throw new FormulaException(rest.position(), "the formula should end before " + rest.text());
    }
    return whole;
  }

  /** The fields that the formula names. */
  Set<List<String>> paths() {
    return Set.copyOf(paths.keySet());
  }

  private Term rank(int rank) {
    if (rank == RANKS.size()) {
      return unary();
    }
    if (++depth > MAX_DEPTH * RANKS.size()) {
      throw new FormulaException(tokens.peek().position(), "it is nested too deeply");
    }
    Term left = rank(rank + 1);
    Function operator = operator(rank);
    while (operator != null) {
      tokens.take();
      left = new Term.Apply(operator, List.of(left, rank(rank + 1)));
      operator = operator(rank);
    }
    depth--;
    return left;
  }

  private @Nullable Function operator(int rank) {
    Token token = tokens.peek();
    return token.kind() == Kind.SIGN ? RANKS.get(rank).get(token.text()) : null;
  }

  private Term unary() {
    if (tokens.skip("-")) {
      return new Term.Apply(NumberFunction.NEGATE, List.of(unary()));
    }
    if (tokens.skip("!")) {
      return new Term.Apply(LogicFunction.NOT, List.of(unary()));
    }
    return primary();
  }

  private Term primary() {
    Token token = tokens.take();
    return switch (token.kind()) {
      case NUMBER -> new Term.Constant(number(token));
      case TEXT -> new Term.Constant(token.text());
      case NAME -> tokens.skip("(") ? call(token) : name(token);
      case SIGN -> {
        if (!token.is("(")) {
          throw new FormulaException(token.position(), "a value is expected, not " + token.text());
        }
        Term inner = rank(0);
        tokens.expect(")");
        yield inner;
      }
      case END -> throw new FormulaException(token.position(), "a value is expected at the end");
    };
  }

  private static BigDecimal number(Token token) {
    try {
      return new BigDecimal(token.text());
    } catch (NumberFormatException e) {
      throw new FormulaException(token.position(), token.text() + " is no number");
    }
  }

  private Term name(Token token) {
    return switch (token.text().toUpperCase(Locale.ROOT)) {
      case "TRUE" -> new Term.Constant(true);
      case "FALSE" -> new Term.Constant(false);
      case "NULL" -> new Term.Constant(null);
      default -> {
        List<String> path = List.of(token.text().split("\\."));
        paths.put(path, true);
        yield new Term.Field(path);
      }
    };
  }

  private Term call(Token name) {
    Function function =
        Function.named(name.text())
            .orElseThrow(
                () -> new FormulaException(name.position(), "there is no function " + name.text()));
    var arguments = new ArrayList<Term>();
    if (!tokens.skip(")")) {
      arguments.add(rank(0));
      while (tokens.skip(",")) {
        arguments.add(rank(0));
      }
      tokens.expect(")");
    }
    if (!function.takes(arguments.size())) {
      throw new FormulaException(
          name.position(), function + " does not take " + arguments.size() + " arguments");
    }
    boolean ofField = function == LogicFunction.ISCHANGED || function == LogicFunction.PRIORVALUE;
    if (ofField && !(arguments.getFirst() instanceof Term.Field)) {
      throw new FormulaException(name.position(), function + " takes the name of a field");
    }
    return new Term.Apply(function, arguments);
  }
}
