package dev.syncline.jdbc.page;

import dev.syncline.engine.database.LiveChange;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a dialect does for one page, over one connection. */
public interface PageStore {
  /** Stages a page, in a transaction of its own; what was staged before is gone. */
  StagedPage stage(Iterator<PlannedChange> changes) throws SQLException;

  /** Stages what events ask for, in a transaction of its own; what was staged before is gone. */
  StagedPage stageLive(Iterator<LiveChange> changes) throws SQLException;

  /**
   * The records of events that were merged last which are our own and met the push that made them:
   * nothing was written of them.
   */
  List<RecordId> aside() throws SQLException;

  /**
   * Merges what is staged: rows, links with bases, waiting references, parked records, the pull
   * queue. Within the caller's transaction, and repeatable after a rollback.
   *
   * @param attempt counted from 1
   */
  MergedPage merge(StagedPage page, PageOrder order, int attempt) throws SQLException;

  /**
   * Makes rows of some staged records, within the caller's transaction. Records that the database
   * refuses are parked.
   *
   * @param keys by the record's number on the stage the key of its row; absent for a new key
   */
  PullOutcome insert(StagedPage page, PageOrder order, Map<Integer, Optional<String>> keys)
      throws SQLException;

  /** The words for single rows of the mapping. */
  RowWords words();

  /** Removes the stage from the connection. */
  void close() throws SQLException;
}
