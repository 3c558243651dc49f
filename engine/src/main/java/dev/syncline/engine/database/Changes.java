package dev.syncline.engine.database;

import dev.syncline.engine.database.MergeCase.CurrentRow;
import dev.syncline.engine.database.MergeDecision.ColumnValue;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.RecordId;
import java.util.List;
import java.util.OptionalLong;

/** What runs wrote over, as long as the mapping keeps it, and how rows get it back. */
public interface Changes {
  /** The most changes of one page. */
  int MAX_PAGE = 200;

  /** What a run wrote over, latest first. */
  List<Overwritten> of(ResolvedMapping mapping, long run, OptionalLong before, int max);

  /** What was written over of one record, latest first. */
  List<Overwritten> of(ResolvedMapping mapping, RecordId record, int max);

  /** The run that made the row or the record; empty if it is not known. */
  OptionalLong madeBy(ResolvedMapping mapping, RecordId record);

  /** How many rows or records a run wrote over that are still known. */
  long count(long run);

  /** Decides what a row gets back. */
  @FunctionalInterface
  interface Restoring {
    /** The values to write, by the number of their binding; empty leaves the row as it is. */
    List<ColumnValue> columns(Overwritten change, CurrentRow row);
  }

  /** What became of the row of one change. */
  enum Restored {
    /** What was decided is written, if it was anything. */
    DONE,
    /** The row is not there any more. */
    GONE,
    /** The application has a lock on it: try again. */
    BUSY,
    /** The database refused the values, or the parent that one refers to has no row. */
    REFUSED
  }

  /**
   * Gives rows back what was written over, in one transaction, as an application would: rows of
   * mappings that push go on to the org.
   *
   * @param changes at most {@link #MAX_PAGE}
   * @param writes false only decides
   * @return one for each change
   */
  List<Restored> restore(
      ResolvedMapping mapping, List<Overwritten> changes, Restoring restoring, boolean writes);
}
