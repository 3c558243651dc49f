package dev.syncline.engine.database;

import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * One compare's connection: digests of records are staged on it and read again in the order of
 * their ids, beside links and rows. Used by one thread. What is staged ends with it, and with the
 * process.
 */
public interface CompareSession extends AutoCloseable {
  /** The most that a page has. */
  int MAX_PAGE = 5_000;

  /**
   * A record's fields in a few bytes.
   *
   * @param high the first half of the digest
   * @param low the second half
   */
  record Digested(RecordId record, long high, long low) {}

  /** Stages digests; what the iterator throws comes through. */
  void stage(Iterator<Digested> records);

  /** Staged digests in the order of their ids; a record that was staged twice comes twice. */
  List<Digested> staged(Optional<RecordId> after, int max);

  /**
   * A link and its row.
   *
   * @param current the row as it is now; absent if it is not there
   */
  record LinkedRow(RecordId record, RowKey row, Optional<MergeCase.CurrentRow> current) {}

  /** Links with their rows, in the order of the records' ids. */
  List<LinkedRow> linked(Optional<RecordId> after, int max);

  /** The keys of rows without a link, in the order of the key's column. */
  List<RowKey> loose(Optional<RowKey> after, int max);

  @Override
  void close();
}
