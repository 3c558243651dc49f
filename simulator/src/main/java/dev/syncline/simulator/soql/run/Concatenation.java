package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.data.Row;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** The rows of several look-ups, one after the other; each is asked when it is reached. */
final class Concatenation implements Iterator<Row> {
  private final Iterator<Object> values;
  private final Function<Object, Iterator<Row>> lookup;
  private Iterator<Row> current = Collections.emptyIterator();

  Concatenation(Iterator<Object> values, Function<Object, Iterator<Row>> lookup) {
    this.values = values;
    this.lookup = lookup;
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext() && values.hasNext()) {
      current = lookup.apply(values.next());
    }
    return current.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return current.next();
  }
}
