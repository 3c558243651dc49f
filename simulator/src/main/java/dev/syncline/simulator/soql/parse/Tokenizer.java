package dev.syncline.simulator.soql.parse;

import dev.syncline.simulator.soql.api.ErrorCode;
import dev.syncline.simulator.soql.tree.SourceText;
import java.util.ArrayList;
import java.util.List;

/** Cuts a statement into tokens. */
final class Tokenizer {
  private final SourceText source;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  Tokenizer(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  /** All tokens; the last one is {@link Token.Kind#END}. */
  List<Token> tokens() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (isWordStart(c)) {
        add(Token.Kind.WORD, wordEnd());
      } else if (startsQuantity()) {
        add(Token.Kind.QUANTITY, quantityEnd());
      } else if (c == '\'') {
        add(Token.Kind.TEXT, textEnd());
      } else {
        add(Token.Kind.SIGN, at + signLength(c));
      }
    }
    tokens.add(new Token(Token.Kind.END, "<EOF>", text.length()));
    return tokens;
  }

  private void add(Token.Kind kind, int end) {
    tokens.add(new Token(kind, text.substring(at, end), at));
    at = end;
  }

  private static boolean isWordStart(char c) {
    return Character.isLetter(c) || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private int wordEnd() {
    int end = at;
    while (isWordStart(charAt(end)) || isDigit(charAt(end))) {
      end++;
    }
    if (charAt(end) == '.' && isDigit(charAt(end + 1)) && isDigit(text.charAt(end - 1))) {
      end++; // the fraction of an amount with its currency: USD12.50
      while (isDigit(charAt(end))) {
        end++;
      }
    }
    return end;
  }

  private boolean startsQuantity() {
    char c = text.charAt(at);
    boolean leads = c == '+' || c == '-' || c == '.';
    return isDigit(c)
        || (leads && isDigit(charAt(at + 1)))
        || (leads && charAt(at + 1) == '.' && isDigit(charAt(at + 2)));
  }

  private int quantityEnd() {
    int end = at + 1;
    while (isQuantityPart(charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isQuantityPart(char c) {
    return isDigit(c) || isWordStart(c) || c == ':' || c == '.' || c == '-' || c == '+';
  }

  private int textEnd() {
    int end = at + 1;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (c == '\'') {
        return end + 1;
      }
      if (c == '\n' || c == '\r') {
        throw source.refuse(
            ErrorCode.MALFORMED_QUERY, at, "line breaks not allowed in string literals");
      }
      end += c == '\\' ? 2 : 1;
    }
    throw source.refuse(
        ErrorCode.MALFORMED_QUERY, at, "mismatched character '<EOF>' expecting '''");
  }

  private int signLength(char c) {
    char next = charAt(at + 1);
    boolean two =
        (c == '!' && next == '=') || (c == '<' && (next == '=' || next == '>')) || isAtLeast(c);
    return two ? 2 : 1;
  }

  private boolean isAtLeast(char c) {
    return c == '>' && charAt(at + 1) == '=';
  }
}
