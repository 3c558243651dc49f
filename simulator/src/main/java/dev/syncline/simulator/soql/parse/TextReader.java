package dev.syncline.simulator.soql.parse;

import dev.syncline.simulator.soql.tree.Literal;

/** Resolves the escapes of a quoted text. */
final class TextReader {
  /** SOQL and SOSL Reference, limits: a string in WHERE has at most 4,000 characters. */
  private static final int MAX_CHARACTERS = 4_000;

  private final TokenStream stream;
  private final Token token;
  private final StringBuilder value = new StringBuilder();
  private final StringBuilder pattern = new StringBuilder();

  TextReader(TokenStream stream, Token token) {
    this.stream = stream;
    this.token = token;
  }

  Literal.Text read() {
    String raw = token.text().substring(1, token.text().length() - 1);
    int index = 0;
    while (index < raw.length()) {
      char c = raw.charAt(index);
      if (c == '\\') {
        index += escape(raw, index + 1);
      } else {
        value.append(c);
        pattern.append(c);
      }
      index++;
    }
    if (value.length() > MAX_CHARACTERS) {
      throw stream.malformed(
          token.at(), "String literals cannot be longer than " + MAX_CHARACTERS + " characters");
    }
    return new Literal.Text(value.toString(), pattern.toString(), token.at());
  }

  /** Appends the escaped character at this index; answers how many characters it took. */
  private int escape(String raw, int index) {
    char c = raw.charAt(index);
    switch (c) {
      case 'n', 'N' -> both('\n');
      case 'r', 'R' -> both('\r');
      case 't', 'T' -> both('\t');
      case 'b', 'B' -> both('\b');
      case 'f', 'F' -> both('\f');
      case '"', '\'' -> both(c);
      case '\\', '%', '_' -> {
        value.append(c);
        pattern.append('\\').append(c);
      }
      case 'u', 'U' -> {
        return unicode(raw, index + 1);
      }
      default -> throw illegal(raw, index);
    }
    return 1;
  }

  private int unicode(String raw, int index) {
    int code = 0;
    for (int i = index; i < index + 4; i++) {
      int digit = i < raw.length() ? Character.digit(raw.charAt(i), 16) : -1;
      if (digit < 0) {
        throw illegal(raw, index - 1);
      }
      code = code * 16 + digit;
    }
    both((char) code);
    return 5;
  }

  private RuntimeException illegal(String raw, int index) {
    return stream.malformed(
        token.at() + index,
        "Invalid string literal '%s'. Illegal character sequence '\\%s' in string literal."
            .formatted(raw, raw.charAt(index)));
  }

  private void both(char c) {
    value.append(c);
    if (c == '\\') {
      pattern.append('\\');
    }
    pattern.append(c);
  }
}
