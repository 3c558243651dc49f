package dev.syncline.engine.stream;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a long text came about from the one before: a difference by lines in unified format, behind
 * the SHA-256 of the whole new text. It is worth nothing without the text before; what comes of it
 * counts only if it has that hash.
 *
 * <p>Source: Change Data Capture Developer Guide, "Sending Data Differences for Fields of Updated
 * Records". How lines end is not documented; whatever gives the hash is right.
 *
 * @param text as the org wrote it, at most {@link #MAX_LENGTH} characters
 */
public record TextDiff(String text) {
  /** Object Reference: the longest text of a field; a difference is not longer than its text. */
  public static final int MAX_LENGTH = 131_072;

  private static final String NEW_FILE = "+++ ";
  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d{1,7})(?:,(\\d{1,7}))? \\+\\d{1,7}(?:,\\d{1,7})? @@.*");

  public TextDiff {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("A difference has at most " + MAX_LENGTH + " characters");
    }
  }

  /** The new text; empty if it does not come of this one. */
  public Optional<String> appliedTo(String before) {
    List<String> lines = List.of(text.split("\n", -1));
    boolean headed =
        lines.size() > 2 && lines.get(0).startsWith("---") && lines.get(1).startsWith(NEW_FILE);
    if (!headed) {
      return Optional.empty();
    }
    String hash = lines.get(1).substring(NEW_FILE.length()).strip();
    return patched(List.of(before.split("\n", -1)), lines.subList(2, lines.size())).stream()
        .flatMap(TextDiff::endings)
        .filter(candidate -> isHashOf(hash, candidate))
        .findFirst();
  }

  /** The lines with the hunks in place of what they replace; empty if they do not fit. */
  private static Optional<List<String>> patched(List<String> before, List<String> hunks) {
    List<String> now = new ArrayList<>();
    int next = 0;
    int end = hunks.size() - (hunks.getLast().isEmpty() ? 1 : 0);
    for (int i = 0; i < end; i++) {
      String line = hunks.get(i);
      Matcher hunk = HUNK.matcher(line);
      if (hunk.matches()) {
        int from = start(hunk);
        if (from < next || from > before.size()) {
          return Optional.empty();
        }
        now.addAll(before.subList(next, from));
        next = from;
      } else if (line.startsWith("+")) {
        now.add(line.substring(1));
      } else if (line.startsWith("-") || line.startsWith(" ")) {
        if (next >= before.size()) {
          return Optional.empty();
        }
        now.addAll(line.startsWith(" ") ? before.subList(next, next + 1) : List.of());
        next++;
      } else if (!line.startsWith("\\")) {
        return Optional.empty();
      }
    }
    now.addAll(before.subList(next, before.size()));
    return Optional.of(now);
  }

  /** The index of a hunk's first old line: of no lines, it says the line before them. */
  private static int start(Matcher hunk) {
    int line = Integer.parseInt(hunk.group(1));
    boolean none = hunk.group(2) != null && Integer.parseInt(hunk.group(2)) == 0;
    return none ? line : line - 1;
  }

  private static Stream<String> endings(List<String> lines) {
    String joined = String.join("\n", lines);
    String chopped = joined.endsWith("\n") ? joined.substring(0, joined.length() - 1) : joined;
    return Stream.of(joined, joined + "\n", chopped).distinct();
  }

  private static boolean isHashOf(String hash, String text) {
    byte[] digest = sha256(text);
    return HexFormat.of().formatHex(digest).equalsIgnoreCase(hash)
        || Base64.getEncoder().encodeToString(digest).equals(hash);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** A difference may hold what people wrote: it is not shown. */
  @Override
  public String toString() {
    return "TextDiff of " + text.length() + " characters";
  }
}
