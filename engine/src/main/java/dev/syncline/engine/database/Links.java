package dev.syncline.engine.database;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Single links, for people who look at them or set them right. */
public interface Links {
  /** A link with its row as it is now. */
  record Linked(RowKey row, LinkedRecord record) {}

  /** The link of a record. */
  Optional<Linked> ofRecord(ResolvedMapping mapping, RecordId record);

  /** The rows of those of the records that are linked. */
  Map<RecordId, RowKey> rows(ResolvedMapping mapping, Collection<RecordId> records);

  /** The link of a row. */
  Optional<Linked> ofRow(ResolvedMapping mapping, RowKey row);

  /**
   * Links a record and a row with no base, so that both are compared anew: the record goes to the
   * pull queue.
   *
   * @throws DatabaseException with code {@code LINK-TAKEN} if either is linked otherwise, {@code
   *     ROW-ABSENT} if there is no such row
   */
  void set(ResolvedMapping mapping, RecordId record, RowKey row);

  /**
   * Removes a link; record and row stay.
   *
   * @return whether there was one
   */
  boolean remove(ResolvedMapping mapping, RecordId record);

  /** The row as it is now, in the form of the columns; empty if there is none. */
  Optional<MergeCase.CurrentRow> row(ResolvedMapping mapping, RowKey key);
}
