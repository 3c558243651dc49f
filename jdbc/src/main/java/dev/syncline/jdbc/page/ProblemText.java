package dev.syncline.jdbc.page;

/** Texts of problems in a form that every database stores. */
public final class ProblemText {
  private static final int MAX_CHARACTERS = 4_000;

  private ProblemText() {}

  /** Without characters that databases refuse, and of bounded length. */
  public static String storable(String text) {
    String bounded = text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS);
    StringBuilder clean = null;
    for (int i = 0; i < bounded.length(); i++) {
      char c = bounded.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        if (isPair(bounded, i)) {
          i++;
          continue;
        }
        clean = clean == null ? new StringBuilder(bounded) : clean;
        clean.setCharAt(i, '\uFFFD');
      }
    }
    return clean == null ? bounded : clean.toString();
  }

  private static boolean isPair(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1));
  }
}
