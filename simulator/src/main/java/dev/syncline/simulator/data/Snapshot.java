package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterators;
import java.util.stream.StreamSupport;

/**
 * The committed state of the org at one moment. Later commits do not show in it, so that pages read
 * from one snapshot fit together.
 */
public interface Snapshot {
  /** The schema as of this snapshot. */
  Schema schema();

  /** The record with this id (18 characters), also from the recycle bin; empty when unknown. */
  Optional<Row> find(ObjectDefinition object, String id);

  /** All records in ascending order of id, those in the recycle bin included. Memory is bounded. */
  Iterator<Row> scan(ObjectDefinition object);

  /**
   * The records whose field equals a value, found by index: the field is an id lookup (external id,
   * unique, or a reference to a parent). Text compares as the field does (case-insensitively unless
   * the field is case-sensitive). Records in the recycle bin are included.
   */
  Iterator<Row> lookup(ObjectDefinition object, FieldDefinition field, Object value);

  /** Whether {@link #lookup} answers for this field without reading every record. */
  boolean isIndexed(ObjectDefinition object, FieldDefinition field);

  /** The records after an id (18 characters, of this object), else as {@link #scan}. */
  default Iterator<Row> scanAfter(ObjectDefinition object, String id) {
    Iterator<Row> rows = scan(object);
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
        .dropWhile(row -> row.id().compareTo(id) <= 0)
        .iterator();
  }

  /**
   * The records whose datetime field lies between two moments, both included, in ascending order of
   * id; those in the recycle bin included.
   */
  default Iterator<Row> range(
      ObjectDefinition object, FieldDefinition field, Instant from, Instant to) {
    Iterator<Row> rows = scan(object);
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
        .filter(
            row ->
                row.value(field) instanceof Instant stamp
                    && !stamp.isBefore(from)
                    && !stamp.isAfter(to))
        .iterator();
  }

  /** Whether {@link #range} answers for this field without reading every record. */
  default boolean isRangeIndexed(ObjectDefinition object, FieldDefinition field) {
    return false;
  }

  /**
   * The records that were removed for good, as they were last, whose datetime field lies between
   * two moments, both included; in ascending order of id.
   */
  default Iterator<Row> purged(
      ObjectDefinition object, FieldDefinition field, Instant from, Instant to) {
    return Collections.emptyIterator();
  }

  /** The number of records that are not in the recycle bin. */
  long count(ObjectDefinition object);
}
