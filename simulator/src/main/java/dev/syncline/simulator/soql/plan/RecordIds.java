package dev.syncline.simulator.soql.plan;

import java.util.Optional;

/**
 * Record ids as statements write them: 15 characters with case, or 18 with a suffix that tells the
 * case.
 */
public final class RecordIds {
  private static final String SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
  private static final int SHORT = 15;
  private static final int LONG = 18;
  private static final int GROUP = 5;

  private RecordIds() {}

  /**
   * The id with 18 characters and the right case; empty when the text is no id.
   *
   * @param text 15 characters, or 18 in any case
   */
  public static Optional<String> widen(String text) {
    if (!text.chars().allMatch(RecordIds::isIdCharacter)) {
      return Optional.empty();
    }
    if (text.length() == SHORT) {
      return Optional.of(text + suffix(text));
    }
    if (text.length() != LONG) {
      return Optional.empty();
    }
    return restoreCase(text);
  }

  private static boolean isIdCharacter(int c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private static Optional<String> restoreCase(String text) {
    var id = new StringBuilder(LONG);
    for (int i = 0; i < SHORT; i++) {
      int bits = SUFFIX.indexOf(Character.toUpperCase(text.charAt(SHORT + i / GROUP)));
      if (bits < 0) {
        return Optional.empty();
      }
      char c = text.charAt(i);
      boolean upper = (bits >> (i % GROUP) & 1) == 1;
      id.append(upper ? Character.toUpperCase(c) : Character.toLowerCase(c));
    }
    String suffix = suffix(id.toString());
    boolean sound = suffix.equalsIgnoreCase(text.substring(SHORT));
    return sound ? Optional.of(id.append(suffix).toString()) : Optional.empty();
  }

  private static String suffix(String id) {
    var suffix = new StringBuilder(LONG - SHORT);
    for (int group = 0; group < SHORT; group += GROUP) {
      int bits = 0;
      for (int i = 0; i < GROUP; i++) {
        char c = id.charAt(group + i);
        bits |= c >= 'A' && c <= 'Z' ? 1 << i : 0;
      }
      suffix.append(SUFFIX.charAt(bits));
    }
    return suffix.toString();
  }
}
