package dev.syncline.simulator.rest;

import java.util.Optional;

/** Ids as the API takes them: 15 characters, or 18 with a checksum of their case. */
public final class RecordId {
  private static final int SHORT = 15;
  private static final int LONG = 18;
  private static final String CHECKSUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

  private RecordId() {}

  /** The id with 18 characters; empty when the text is no id or its checksum is wrong. */
  public static Optional<String> parse(String text) {
    if (!isAlphanumeric(text) || (text.length() != SHORT && text.length() != LONG)) {
      return Optional.empty();
    }
    String full = widen(text.substring(0, SHORT));
    return text.length() == SHORT || text.equals(full) ? Optional.of(full) : Optional.empty();
  }

  /** Appends to 15 characters the three that tell which of them are upper case. */
  public static String widen(String fifteen) {
    var full = new StringBuilder(LONG).append(fifteen);
    for (int group = 0; group < SHORT; group += 5) {
      int bits = 0;
      for (int i = 0; i < 5; i++) {
        char c = fifteen.charAt(group + i);
        bits |= c >= 'A' && c <= 'Z' ? 1 << i : 0;
      }
      full.append(CHECKSUM.charAt(bits));
    }
    return full.toString();
  }

  private static boolean isAlphanumeric(String text) {
    return text.chars()
        .allMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
  }
}
