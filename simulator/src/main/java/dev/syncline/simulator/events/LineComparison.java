package dev.syncline.simulator.events;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Finds the shortest way from one list of lines to another (E. Myers, "An O(ND) Difference
 * Algorithm and Its Variations", 1986).
 */
final class LineComparison {
  /**
   * Lines of the old text that give way to lines of the new one.
   *
   * @param oldFrom index of the first old line
   * @param oldTo index after the last old line
   * @param newFrom index of the first new line
   * @param newTo index after the last new line
   */
  record Hunk(int oldFrom, int oldTo, int newFrom, int newTo) {}

  private final List<String> old;
  private final List<String> now;

  private LineComparison(List<String> old, List<String> now) {
    this.old = old;
    this.now = now;
  }

  /** The hunks in ascending order; empty when more lines than allowed go or come. */
  static Optional<List<Hunk>> of(List<String> old, List<String> now, int mostChanges) {
    return new LineComparison(old, now).compare(mostChanges);
  }

  private Optional<List<Hunk>> compare(int mostChanges) {
    // reached[k + offset]: how far into the old text a path on diagonal k = x - y has come.
    int offset = mostChanges + 1;
    int[] reached = new int[2 * offset + 1];
    List<int[]> trace = new ArrayList<>();
    for (int changes = 0; changes <= mostChanges; changes++) {
      trace.add(around(reached, offset, changes));
      for (int k = -changes; k <= changes; k += 2) {
        boolean down =
            k == -changes || (k != changes && reached[offset + k - 1] < reached[offset + k + 1]);
        int x = follow(down ? reached[offset + k + 1] : reached[offset + k - 1] + 1, k);
        reached[offset + k] = x;
        if (x >= old.size() && x - k >= now.size()) {
          return Optional.of(hunks(trace));
        }
      }
    }
    return Optional.empty();
  }

  /** Goes along lines that are equal. */
  private int follow(int start, int k) {
    int x = start;
    while (x < old.size() && x - k < now.size() && old.get(x).equals(now.get(x - k))) {
      x++;
    }
    return x;
  }

  /** The diagonals from -changes - 1 to changes + 1, which is all that going back needs. */
  private static int[] around(int[] reached, int offset, int changes) {
    int[] copy = new int[2 * changes + 3];
    for (int k = -changes - 1; k <= changes + 1; k++) {
      int index = offset + k;
      copy[k + changes + 1] = index >= 0 && index < reached.length ? reached[index] : 0;
    }
    return copy;
  }

  private List<Hunk> hunks(List<int[]> trace) {
    Deque<Hunk> hunks = new ArrayDeque<>();
    int x = old.size();
    int y = now.size();
    for (int changes = trace.size() - 1; changes > 0; changes--) {
      int[] reached = trace.get(changes);
      int middle = changes + 1;
      int k = x - y;
      boolean down =
          k == -changes || (k != changes && reached[middle + k - 1] < reached[middle + k + 1]);
      int from = down ? k + 1 : k - 1;
      int startX = reached[middle + from];
      int startY = startX - from;
      add(
          hunks,
          down
              ? new Hunk(startX, startX, startY, startY + 1)
              : new Hunk(startX, startX + 1, startY, startY));
      x = startX;
      y = startY;
    }
    return List.copyOf(hunks);
  }

  /** Puts a hunk in front, joined with the next one where they touch. */
  private static void add(Deque<Hunk> hunks, Hunk hunk) {
    Hunk next = hunks.peekFirst();
    if (next != null && next.oldFrom() == hunk.oldTo() && next.newFrom() == hunk.newTo()) {
      hunks.removeFirst();
      hunks.addFirst(new Hunk(hunk.oldFrom(), next.oldTo(), hunk.newFrom(), next.newTo()));
    } else {
      hunks.addFirst(hunk);
    }
  }
}
