package dev.syncline.engine.mapping;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the name that somebody who mistyped may have meant. */
public final class NearNames {
  private static final int MAX_DISTANCE = 3;

  private NearNames() {}

  /** The nearest candidate by edit distance without regard to case; empty if none is near. */
  public static Optional<String> nearest(String wrong, Stream<String> candidates) {
    record Near(String name, int distance) {}
    int bound = Math.min(MAX_DISTANCE, Math.max(1, wrong.length() / 2));
    return candidates
        .map(name -> new Near(name, distance(fold(wrong), fold(name))))
        .filter(near -> near.distance() <= bound)
        .min(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
        .map(Near::name);
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Levenshtein's distance, with one row of memory. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
