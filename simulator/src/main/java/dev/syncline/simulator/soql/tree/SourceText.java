package dev.syncline.simulator.soql.tree;

import dev.syncline.simulator.soql.api.ErrorCode;
import dev.syncline.simulator.soql.api.SoqlException;

/**
 * The text of a statement, and the one place where refusals get their snippet and their position.
 *
 * <p>The snippet follows messages of real orgs: the line of the error, from the word that starts at
 * least {@link #REACH} characters before the place to the word that ends after {@link #REACH}
 * characters behind it, a dotted name being one word.
 */
public record SourceText(String text) {
  private static final int REACH = 30;

  /** The refusal that points at the character with this index. */
  public SoqlException refuse(ErrorCode code, int at, String reason) {
    int place = Math.clamp(at, 0, text.length());
    int lineStart = text.lastIndexOf('\n', place - 1) + 1;
    int lineEnd = text.indexOf('\n', place);
    if (lineEnd < 0) {
      lineEnd = text.length();
    }
    int row = (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count() + 1;
    int column = place - lineStart + 1;
    int from = snippetStart(lineStart, place - REACH);
    int to = snippetEnd(lineEnd, place + REACH);
    String message =
        "\n%s\n%s^\nERROR at Row:%d:Column:%d\n%s"
            .formatted(text.substring(from, to), " ".repeat(place - from), row, column, reason);
    return new SoqlException(code, message, reason, row, column);
  }

  /** The refusal of the statement as a whole, which shows no snippet. */
  public SoqlException refuseWhole(ErrorCode code, String reason) {
    return new SoqlException(code, reason, reason, 1, 1);
  }

  private int snippetStart(int lineStart, int wanted) {
    int from = wanted;
    while (from > lineStart && !isWord(text.charAt(from))) {
      from--;
    }
    while (from > lineStart && isWord(text.charAt(from - 1))) {
      from--;
    }
    return Math.max(from, lineStart);
  }

  private int snippetEnd(int lineEnd, int wanted) {
    int to = wanted;
    while (to < lineEnd && !isWord(text.charAt(to))) {
      to++;
    }
    while (to < lineEnd && isWord(text.charAt(to))) {
      to++;
    }
    return Math.min(to, lineEnd);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.';
  }
}
