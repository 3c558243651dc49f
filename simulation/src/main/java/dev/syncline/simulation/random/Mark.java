package dev.syncline.simulation.random;

import java.util.Comparator;

/**
 * What a thing is told by on both sides: its kind, and a text that nothing else of the kind has.
 */
record Mark(Kind kind, String text) implements Comparable<Mark> {
  @Override
  public int compareTo(Mark other) {
    return Comparator.comparing(Mark::kind).thenComparing(Mark::text).compare(this, other);
  }

  @Override
  public String toString() {
    return kind.object() + "/" + text;
  }
}
