package dev.syncline.simulator.formula;

import java.util.ArrayList;
import java.util.List;

/** The words of a formula's text, read one after another. */
final class Tokens {
  /** What kind of word it is. */
  enum Kind {
    NAME,
    NUMBER,
    TEXT,
    SIGN,
    END
  }

  /** A word and where it begins. */
  record Token(Kind kind, String text, int position) {
    boolean is(String sign) {
      return kind == Kind.SIGN && text.equals(sign);
    }
  }

  private static final List<String> LONG_SIGNS = List.of("<>", "!=", "==", "<=", ">=", "&&", "||");
  private static final String SHORT_SIGNS = "+-*/^&=<>!(),";

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int next;

  Tokens(String source) {
    this.source = source;
    int position = 0;
    while (position < source.length()) {
      position = Character.isWhitespace(source.charAt(position)) ? position + 1 : read(position);
    }
    tokens.add(new Token(Kind.END, "", source.length()));
  }

  private int read(int start) {
    if (source.startsWith("/*", start)) {
      int end = source.indexOf("*/", start + 2);
      if (end < 0) {
        throw new FormulaException(start, "the comment has no end");
      }
      return end + 2;
    }
    char first = source.charAt(start);
    if (first == '"' || first == '\'') {
      return readText(start, first);
    }
    if (Character.isDigit(first)) {
      return readWord(start, Kind.NUMBER, "[0-9.]");
    }
    if (Character.isLetter(first) || first == '$' || first == '_') {
      return readWord(start, Kind.NAME, "[A-Za-z0-9_.$]");
    }
    for (String sign : LONG_SIGNS) {
      if (source.startsWith(sign, start)) {
        return add(Kind.SIGN, sign, start, start + 2);
      }
    }
    if (SHORT_SIGNS.indexOf(first) < 0) {
      throw new FormulaException(start, "the character " + first + " has no meaning here");
    }
    return add(Kind.SIGN, String.valueOf(first), start, start + 1);
  }

  private int add(Kind kind, String text, int start, int end) {
    tokens.add(new Token(kind, text, start));
    return end;
  }

  private int readWord(int start, Kind kind, String characters) {
    int end = start;
    while (end < source.length() && String.valueOf(source.charAt(end)).matches(characters)) {
      end++;
    }
    return add(kind, source.substring(start, end), start, end);
  }

  private int readText(int start, char quote) {
    var text = new StringBuilder();
    int at = start + 1;
    while (at < source.length() && source.charAt(at) != quote) {
      boolean escaped = source.charAt(at) == '\\' && at + 1 < source.length();
      at += escaped ? 1 : 0;
      text.append(source.charAt(at));
      at++;
    }
    if (at >= source.length()) {
      throw new FormulaException(start, "the text has no end");
    }
    return add(Kind.TEXT, text.toString(), start, at + 1);
  }

  Token peek() {
    return tokens.get(next);
  }

  Token take() {
    Token token = tokens.get(next);
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }

  /** Takes a sign if it comes next. */
  boolean skip(String sign) {
    if (peek().is(sign)) {
      take();
      return true;
    }
    return false;
  }

  void expect(String sign) {
    if (!skip(sign)) {
      throw new FormulaException(peek().position(), sign + " is expected here");
    }
  }
}
