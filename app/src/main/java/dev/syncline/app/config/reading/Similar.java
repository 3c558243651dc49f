package dev.syncline.app.config.reading;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Similar {
  private Similar() {}

  /** The nearest of the words by edit distance; empty if none is near. */
  public static Optional<String> nearest(String wrong, Collection<String> words) {
    String folded = fold(wrong);
    int allowed = Math.max(1, folded.length() / 3);
    String best = "";
    int bestDistance = allowed + 1;
    for (String word : words) {
      int distance = distance(folded, fold(word));
      if (distance < bestDistance) {
        best = word;
        bestDistance = distance;
      }
    }
    return bestDistance <= allowed ? Optional.of(best) : Optional.empty();
  }

  private static String fold(String word) {
    return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  /** Edits to get from one to the other, a swap of neighbours counting as one. */
  private static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = cell(cost, from, to, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int cell(int[][] cost, String from, String to, int i, int j) {
    if (i == 0 || j == 0) {
      return i + j;
    }
    boolean same = from.charAt(i - 1) == to.charAt(j - 1);
    int best =
        Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
