package dev.syncline.house;

import java.util.ArrayList;
import java.util.List;

/**
 * One comment of a source file. What looks like one inside a text is none.
 *
 * @param line the line, from 1, it begins at
 * @param text the comment with its marks
 */
record Comment(int line, String text) {
  /** Every comment of a source, in order. */
  static List<Comment> in(String source) {
    List<Comment> comments = new ArrayList<>();
    int line = 1;
    int at = 0;
    while (at < source.length()) {
      int end = Math.min(endOfPiece(source, at), source.length());
      String piece = source.substring(at, end);
      if (piece.startsWith("//") || piece.startsWith("/*")) {
        comments.add(new Comment(line, piece));
      }
      line += (int) piece.chars().filter(character -> character == '\n').count();
      at = end;
    }
    return comments;
  }

  private static int endOfPiece(String source, int at) {
    if (source.startsWith("//", at)) {
      return after(source, "\n", at) - 1;
    }
    if (source.startsWith("/*", at)) {
      return after(source, "*/", at + 2);
    }
    if (source.startsWith("\"\"\"", at)) {
      return afterText(source, "\"\"\"", at + 3);
    }
    char first = source.charAt(at);
    return first == '"' || first == '\''
        ? afterText(source, String.valueOf(first), at + 1)
        : at + 1;
  }

  private static int after(String source, String mark, int from) {
    int found = source.indexOf(mark, from);
    return found < 0 ? source.length() + 1 : found + mark.length();
  }

  private static int afterText(String source, String mark, int from) {
    int at = from;
    while (at < source.length() && !source.startsWith(mark, at)) {
      at += source.charAt(at) == '\\' ? 2 : 1;
    }
    return at + mark.length();
  }
}
