package dev.syncline.simulator.soql.parse;

import dev.syncline.simulator.soql.api.ErrorCode;
import dev.syncline.simulator.soql.api.SoqlException;
import dev.syncline.simulator.soql.tree.Path;
import dev.syncline.simulator.soql.tree.SourceText;
import java.util.ArrayList;
import java.util.List;

/** The tokens of a statement with the place that parsing has reached. */
final class TokenStream {
  private final SourceText source;
  private final List<Token> tokens;
  private int next;

  TokenStream(SourceText source) {
    this.source = source;
    this.tokens = new Tokenizer(source).tokens();
  }

  SourceText source() {
    return source;
  }

  Token peek() {
    return tokens.get(next);
  }

  /** The token after the next one; the end stays the end. */
  Token peekSecond() {
    return tokens.get(Math.min(next + 1, tokens.size() - 1));
  }

  Token take() {
    Token token = tokens.get(next);
    if (token.kind() != Token.Kind.END) {
      next++;
    }
    return token;
  }

  boolean takeWord(String word) {
    boolean found = peek().isWord(word);
    if (found) {
      take();
    }
    return found;
  }

  boolean takeSign(String sign) {
    boolean found = peek().isSign(sign);
    if (found) {
      take();
    }
    return found;
  }

  /** Takes these words one after the other, or refuses the first that differs. */
  void expectWords(String... words) {
    for (String word : words) {
      if (!takeWord(word)) {
        throw unexpected();
      }
    }
  }

  void expectSign(String sign) {
    if (!takeSign(sign)) {
      throw unexpected();
    }
  }

  String expectName() {
    if (peek().kind() != Token.Kind.WORD) {
      throw unexpected();
    }
    return take().text();
  }

  Path expectPath() {
    int at = peek().at();
    var names = new ArrayList<String>();
    names.add(expectName());
    while (takeSign(".")) {
      names.add(expectName());
    }
    return new Path(names, at);
  }

  /** The refusal of the next token. */
  SoqlException unexpected() {
    return malformed(peek().at(), "unexpected token: '" + peek().text() + "'");
  }

  SoqlException malformed(int at, String reason) {
    return source.refuse(ErrorCode.MALFORMED_QUERY, at, reason);
  }
}
