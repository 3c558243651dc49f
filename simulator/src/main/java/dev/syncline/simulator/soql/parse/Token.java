package dev.syncline.simulator.soql.parse;

/** One word, number, text or sign of a statement, as written. */
record Token(Kind kind, String text, int at) {
  /** What a token is. */
  enum Kind {
    WORD,
    /** A number, date or time: whatever starts with a digit or a signed digit. */
    QUANTITY,
    TEXT,
    SIGN,
    END
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  int end() {
    return at + text.length();
  }
}
