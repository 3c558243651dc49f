package dev.syncline.app.cli.output;

/**
 * Makes text of others harmless to a terminal: control characters and those that turn the direction
 * of writing are shown by number, so that neither can move a cursor or hide a word.
 */
public final class Escaped {
  private Escaped() {}

  /** The text on one line, such as {@code \x1b[31mred} for a text that would turn red. */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isUnsafe(text.charAt(i))) {
        return escape(text);
      }
    }
    return text;
  }

  private static String escape(String text) {
    var safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isUnsafe(c)) {
        safe.append(c);
      } else if (c == '\n') {
        safe.append("\\n");
      } else if (c == '\r') {
        safe.append("\\r");
      } else if (c == '\t') {
        safe.append("\\t");
      } else {
        safe.append(c < 0x100 ? "\\x%02x".formatted((int) c) : "\\u%04x".formatted((int) c));
      }
    }
    return safe.toString();
  }

  static boolean isUnsafe(char c) {
    boolean control = c < 0x20 || (c >= 0x7f && c < 0xa0);
    boolean lineEnd = c == 0x2028 || c == 0x2029;
    boolean direction =
        (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f;
    return control || lineEnd || direction;
  }
}
