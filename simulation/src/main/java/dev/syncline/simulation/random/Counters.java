package dev.syncline.simulation.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the oracle found wrong, by kind; all zero is a pass. */
public final class Counters {
  /** The kinds. */
  public enum Wrong {
    /** An acknowledged change is in neither side, and nothing later explains it. */
    LOST,
    /** One thing is there twice. */
    DUPLICATED,
    /** An older value holds over a newer one. */
    STALE,
    /** Something is back that was deleted. */
    RESURRECTED,
    /** The sides differ in a field. */
    DIVERGED,
    /** A side lacks something, or work does not end, and nothing says why. */
    SILENT
  }

  private static final int MAX_TEXTS = 20;

  private final Map<Wrong, Long> counts = new LinkedHashMap<>();
  private final List<String> texts = new ArrayList<>();

  public Counters() {
    for (Wrong wrong : Wrong.values()) {
      counts.put(wrong, 0L);
    }
  }

  void add(Wrong wrong, String text) {
    counts.merge(wrong, 1L, Long::sum);
    if (texts.size() < MAX_TEXTS) {
      texts.add(wrong.name().toLowerCase(java.util.Locale.ROOT) + ": " + text);
    }
  }

  /** Adds another's counts. */
  public void add(Counters other) {
    other.counts.forEach((wrong, count) -> counts.merge(wrong, count, Long::sum));
  }

  /** The count of each kind. */
  public Map<Wrong, Long> counts() {
    return Map.copyOf(counts);
  }

  /** What was found, the first ones. */
  public List<String> texts() {
    return List.copyOf(texts);
  }

  /** Whether nothing is wrong. */
  public boolean clean() {
    return counts.values().stream().allMatch(c -> c == 0);
  }
}
