package dev.syncline.simulator.soql.api;

import java.util.Iterator;

/** Result rows that can be counted, and read from any place on, again and again. */
public interface Rows {
  /** How many rows there are in all; counted at the first call, then remembered. */
  long totalSize();

  /** The rows after the first {@code skip}; made one by one as the iterator moves. */
  Iterator<ResultRow> from(long skip);
}
