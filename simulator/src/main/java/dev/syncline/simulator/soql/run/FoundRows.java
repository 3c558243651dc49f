package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The rows with these ids, as far as there are any; each is asked for when it is reached. */
final class FoundRows implements Iterator<Row> {
  private final Iterator<String> ids;
  private final ObjectDefinition object;
  private final Snapshot snapshot;
  private @Nullable Row next;

  FoundRows(Iterator<String> ids, ObjectDefinition object, Snapshot snapshot) {
    this.ids = ids;
    this.object = object;
    this.snapshot = snapshot;
  }

  @Override
  public boolean hasNext() {
    while (next == null && ids.hasNext()) {
      next = snapshot.find(object, ids.next()).orElse(null);
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
