package dev.syncline.engine.compare;

import dev.syncline.model.Direction;
import dev.syncline.model.FieldName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.util.List;
import java.util.Optional;

/**
 * One thing in which both sides differ though nothing is on its way.
 *
 * @param way the direction that would have carried it
 * @param fields in which they differ, where both are there
 * @param repair what brings them together again
 */
public record Difference(
    Kind kind,
    Direction way,
    Optional<RecordId> record,
    Optional<RowKey> row,
    List<FieldDifference> fields,
    Repair repair) {
  /** What the difference is. */
  public enum Kind {
    /** The record has no row. */
    MISSING_HERE,
    /** The row has no record. */
    MISSING_THERE,
    /** Both are there and hold different values. */
    FIELD_DIFFERS,
    /** Both are there, and the key says that they do not belong together. */
    WRONG_LINK,
    /** A row without a link says that it is a record which is linked to another row. */
    DUPLICATED_LINK,
    /** The record lies in the recycle bin, and its row is here. */
    DELETED,
    /** The record is nowhere in the org, which never tells of that. */
    HARD_DELETED
  }

  /**
   * A field in which both sides differ.
   *
   * @param inOrg the record's value
   * @param inRow the row's value; absent where a reference leads to a row without a record
   */
  public record FieldDifference(FieldName field, Value inOrg, Optional<Value> inRow) {}

  public Difference {
    fields = List.copyOf(fields);
  }
}
