package dev.syncline.model;

import java.time.Instant;
import java.util.List;

/** What we ask of the database for one record. */
public sealed interface RowWrite {
  /** The record that the row belongs to. */
  RecordId id();

  /**
   * Create the record's row or bring it up to these values, link both and keep what was read as the
   * link's base. Fields that are not pulled enter neither.
   *
   * @param values one value per binding of the mapping, in its order, in the form of the column. A
   *     reference to a mapped object is still the parent's record id here: the database looks up
   *     the local key in the same statement
   * @param fields the same in the form of the field: as they were read, moments in whole seconds
   * @param alterations what rules of fields have changed of the values
   */
  record Put(
      RecordId id,
      Instant systemModstamp,
      List<Value> values,
      List<Value> fields,
      List<Alteration> alterations)
      implements RowWrite {
    /** A write of values that no rule has changed. */
    public Put(RecordId id, Instant systemModstamp, List<Value> values, List<Value> fields) {
      this(id, systemModstamp, values, fields, List.of());
    }
  }

  /** Treat the row by the mapping's {@link DeletePolicy}. */
  record Remove(RecordId id) implements RowWrite {}
}
