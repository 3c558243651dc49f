package dev.syncline.simulator.events;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The difference that a change event may carry in place of a long text. Change Data Capture
 * Developer Guide, "Sending Data Differences for Fields of Updated Records": unified format by
 * lines, without context, after the SHA-256 of the whole new value; not for values of less than
 * 1,000 characters, if the lengths differ by more than 50 %, if more than 25 % of all lines of both
 * values changed, or if it is longer than the value. That lines end at line feeds, that each line
 * of the difference ends with one, and that the 50 % are of the old length are assumptions.
 */
final class TextDifference {
  static final int SHORTEST_VALUE = 1_000;

  /** Values of more lines than this are sent whole: bounds the time that comparing takes. */
  static final int MAX_LINES = 2_000;

  private TextDifference() {}

  /** The difference; empty when the new value is to be sent whole. */
  static Optional<String> of(String before, String after) {
    int change = Math.abs(after.length() - before.length());
    if (after.length() < SHORTEST_VALUE || change * 2L > before.length()) {
      return Optional.empty();
    }
    List<String> old = lines(before);
    List<String> now = lines(after);
    if (old.size() > MAX_LINES || now.size() > MAX_LINES) {
      return Optional.empty();
    }
    int mostChanges = (old.size() + now.size()) / 4;
    return LineComparison.of(old, now, mostChanges)
        .map(hunks -> text(old, now, hunks, after))
        .filter(text -> text.length() <= after.length());
  }

  private static List<String> lines(String text) {
    return List.of(text.split("\n", -1));
  }

  private static String text(
      List<String> old, List<String> now, List<LineComparison.Hunk> hunks, String after) {
    var text = new StringBuilder("--- \n+++ ").append(sha256(after)).append('\n');
    for (LineComparison.Hunk hunk : hunks) {
      text.append("@@ -").append(range(hunk.oldFrom(), hunk.oldTo()));
      text.append(" +").append(range(hunk.newFrom(), hunk.newTo())).append(" @@\n");
      old.subList(hunk.oldFrom(), hunk.oldTo())
          .forEach(l -> text.append('-').append(l).append('\n'));
      now.subList(hunk.newFrom(), hunk.newTo())
          .forEach(l -> text.append('+').append(l).append('\n'));
    }
    return text.toString();
  }

  /** The first line, counted from 1, and how many: of no lines, the line before them. */
  private static String range(int from, int to) {
    return (from == to ? from : from + 1) + "," + (to - from);
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the Java runtime has no SHA-256", e);
    }
  }
}
