package dev.syncline.jdbc.page;

import dev.syncline.model.Problem;
import dev.syncline.model.Value;

/** Texts of problems in a form that every database stores. */
public final class ProblemText {
  private static final int MAX_CHARACTERS = 4_000;

  private ProblemText() {}

  /** A problem as the history keeps it, in JSON. */
  public static String json(Problem problem) {
    return "{\"code\":%s,\"message\":%s,\"action\":%s}"
        .formatted(text(problem.code()), text(problem.message()), text(problem.action()));
  }

  private static String text(String text) {
    return BaseText.write(new Value.Text(storable(text)));
  }

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
