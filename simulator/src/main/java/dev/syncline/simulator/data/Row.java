package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.FieldDefinition;
import org.jspecify.annotations.Nullable;

/** One record as a snapshot shows it. Immutable; safe to keep. */
public interface Row {
  /** The record's id, 18 characters. */
  String id();

  /**
   * The stored value of a field of this record's object, in the Java type that {@link
   * dev.syncline.simulator.schema.FieldType} names; null where the field is empty. Compound fields
   * (address, location, person names) are composed by their readers and must not be asked here.
   */
  @Nullable Object value(FieldDefinition field);

  /** Whether the record lies in the recycle bin. */
  boolean isDeleted();
}
