package dev.syncline.engine.database;

import dev.syncline.engine.mapping.ResolvedMapping;

/**
 * The rows that refer to rows whose columns are pushed with them. When such a related row changes,
 * its trigger notes that one row, however many refer to it; who refers to it is found here, and put
 * into the outbox, behind what the application has changed itself.
 */
public interface Dependants {
  /** The most rows of one portion. */
  int PORTION = 10_000;

  /**
   * Adds entries for the next portion of dependants of related rows that have changed. What was
   * found stays found when the process dies; nothing harms if two do it at once.
   *
   * @return how many rows were found, and whether there may be more
   */
  Found next(ResolvedMapping mapping);

  /**
   * How many related rows have changed whose dependants are not all found yet. Those of lines that
   * are out of service do not count: they wait until these are back.
   */
  long pending(ResolvedMapping mapping);

  /** What one portion came to. */
  record Found(long rows, boolean more) {
    /** There was nothing to find. */
    public static final Found NONE = new Found(0, false);
  }
}
