package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.store.RecordState;
import dev.syncline.simulator.store.StoredValues;
import org.jspecify.annotations.Nullable;

/** A record that was written, with all its values. */
final class StoredRow implements Row {
  private final ObjectDefinition object;
  private final String id;
  private final long number;
  private final StoredValues stored;

  /**
   * @param values by field position; not to be changed afterwards
   */
  StoredRow(
      ObjectDefinition object,
      String id,
      long number,
      RecordState state,
      @Nullable Object[] values) {
    this(object, id, number, StoredValues.of(state, values));
  }

  private StoredRow(ObjectDefinition object, String id, long number, StoredValues stored) {
    this.object = object;
    this.id = id;
    this.number = number;
    this.stored = stored;
  }

  static StoredRow of(ObjectDefinition object, String id, long number, StoredValues stored) {
    return new StoredRow(object, id, number, stored);
  }

  long number() {
    return number;
  }

  RecordState state() {
    return stored.state();
  }

  ObjectDefinition object() {
    return object;
  }

  /** A copy of the values, to be changed. */
  @Nullable Object[] copyValues() {
    return stored.values().clone();
  }

  @Nullable Object[] values() {
    return stored.values();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public @Nullable Object value(FieldDefinition field) {
    return field.isPersonName()
        ? PersonNames.compose(object, this)
        : stored.value(field.position());
  }

  @Override
  public boolean isDeleted() {
    return stored.state() != RecordState.LIVE;
  }
}
