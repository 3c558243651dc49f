package dev.syncline.simulator.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Two series of rows, each in ascending order of id, as one. */
final class AscendingMerge implements Iterator<Row> {
  private final Iterator<Row> first;
  private final Iterator<Row> second;
  private @Nullable Row nextFirst;
  private @Nullable Row nextSecond;

  AscendingMerge(Iterator<Row> first, Iterator<Row> second) {
    this.first = first;
    this.second = second;
    this.nextFirst = first.hasNext() ? first.next() : null;
    this.nextSecond = second.hasNext() ? second.next() : null;
  }

  @Override
  public boolean hasNext() {
    return nextFirst != null || nextSecond != null;
  }

  @Override
  public Row next() {
    Row one = nextFirst;
    Row other = nextSecond;
    if (one != null && (other == null || one.id().compareTo(other.id()) < 0)) {
      nextFirst = first.hasNext() ? first.next() : null;
      return one;
    }
    if (other == null) {
      throw new NoSuchElementException();
    }
    nextSecond = second.hasNext() ? second.next() : null;
    return other;
  }
}
