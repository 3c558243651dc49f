package dev.syncline.simulator.soql.parse;

import dev.syncline.simulator.soql.tree.Call;
import dev.syncline.simulator.soql.tree.Expression;
import dev.syncline.simulator.soql.tree.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads paths and function calls. */
final class ExpressionParser {
  /** Deeper nesting than any legal call has, so that no text can exhaust the stack. */
  private static final int MAX_DEPTH = 4;

  private final TokenStream stream;

  ExpressionParser(TokenStream stream) {
    this.stream = stream;
  }

  /** A path or a call. */
  Expression parse() {
    return parse(0);
  }

  private Expression parse(int depth) {
    Token token = stream.peek();
    if (!stream.peekSecond().isSign("(")) {
      return stream.expectPath();
    }
    Optional<Function> function = Function.named(token.text());
    if (function.isEmpty()) {
      stream.expectName();
      throw stream.unexpected();
    }
    if (depth > MAX_DEPTH) {
      throw stream.unexpected();
    }
    stream.take();
    stream.expectSign("(");
    return new Call(function.get(), arguments(depth), token.at());
  }

  private List<Expression> arguments(int depth) {
    var arguments = new ArrayList<Expression>();
    if (stream.takeSign(")")) {
      return arguments;
    }
    do {
      arguments.add(
          stream.peek().kind() == Token.Kind.WORD
              ? parse(depth + 1)
              : new LiteralParser(stream).parse());
    } while (stream.takeSign(","));
    stream.expectSign(")");
    return arguments;
  }
}
