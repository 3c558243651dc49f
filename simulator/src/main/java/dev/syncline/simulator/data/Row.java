package dev.syncline.simulator.data;

import dev.syncline.simulator.sample.ValueSink;
import dev.syncline.simulator.schema.FieldDefinition;
import org.jspecify.annotations.Nullable;

/** One record as a snapshot shows it. Immutable; safe to keep. */
public interface Row {
  /** The record's id, 18 characters. */
  String id();

  /**
   * The stored value of a field of this record's object, in the Java type that {@link
   * dev.syncline.simulator.schema.FieldType} names; null where the field is empty. A person's name
   * is put together here; addresses and locations are composed by their readers and must not be
   * asked.
   */
  @Nullable Object value(FieldDefinition field);

  /** Hands the field's value to a sink: the same as {@link #value}, without making objects. */
  default void emit(FieldDefinition field, ValueSink sink) {
    ValueEmitter.emit(field.type(), value(field), sink);
  }

  /** Whether the record lies in the recycle bin. */
  boolean isDeleted();
}
