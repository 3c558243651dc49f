package dev.syncline.engine.scope;

/**
 * One word of a condition.
 *
 * @param at where it begins, counted from 0
 */
record ConditionToken(Kind kind, String text, int at) {
  enum Kind {
    /** A name without quotes, which may be a word of the language. */
    WORD,
    /** A name in double quotes. */
    NAME,
    /** A text in single quotes. */
    TEXT,
    NUMBER,
    /** An operator, a parenthesis or a comma. */
    SIGN,
    END
  }

  boolean is(String word) {
    return switch (kind) {
      case WORD -> text.equalsIgnoreCase(word);
      case SIGN -> text.equals(word);
      case NAME, TEXT, NUMBER, END -> false;
    };
  }

  /** As an error shows it. */
  String shown() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
