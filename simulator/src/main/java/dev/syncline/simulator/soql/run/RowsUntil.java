package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.data.Row;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Rows in the order of their ids, up to but without an id. */
final class RowsUntil implements Iterator<Row> {
  private final Iterator<Row> rows;
  private final String end;
  private @Nullable Row next;
  private boolean ended;

  RowsUntil(Iterator<Row> rows, String end) {
    this.rows = rows;
    this.end = end;
  }

  @Override
  public boolean hasNext() {
    if (next == null && !ended && rows.hasNext()) {
      Row candidate = rows.next();
      ended = candidate.id().compareTo(end) >= 0;
      next = ended ? null : candidate;
    }
    return next != null;
  }

  @Override
  public Row next() {
    Row row = hasNext() ? next : null;
    if (row == null) {
      throw new NoSuchElementException();
    }
    next = null;
    return row;
  }
}
