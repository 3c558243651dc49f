package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a write asks for: some fields of one object with their new values. A field that is set to
 * null is cleared; a field that is absent is left alone. Values are typed as {@link
 * dev.syncline.simulator.schema.FieldType} says, except that ids may have 15 or 18 characters and
 * texts and numbers may still be too long: the transaction checks them.
 */
public final class FieldValues {
  private static final Object CLEARED = new Object();

  private final Map<FieldDefinition, Object> values;

  private FieldValues(Map<FieldDefinition, Object> values) {
    this.values = values;
  }

  /** Starts an empty set of values. */
  public static Builder values() {
    return new Builder();
  }

  /** The fields in the order in which they were set. */
  public List<FieldDefinition> fields() {
    return new ArrayList<>(values.keySet());
  }

  /** Whether the field is set or cleared. */
  public boolean contains(FieldDefinition field) {
    return values.containsKey(field);
  }

  /** The field's new value; null when it is cleared or absent. */
  public @Nullable Object value(FieldDefinition field) {
    Object value = values.get(field);
    return Objects.equals(value, CLEARED) ? null : value;
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** The same values but for one field, which is left alone. */
  public FieldValues without(FieldDefinition field) {
    if (!values.containsKey(field)) {
      return this;
    }
    var others = new LinkedHashMap<>(values);
    others.remove(field);
    return new FieldValues(others);
  }

  /** The same values of the fields of these names in another state of the object. */
  FieldValues of(ObjectDefinition object) {
    var own = new LinkedHashMap<FieldDefinition, Object>();
    values.forEach((field, value) -> own.put(object.field(field.name()).orElse(field), value));
    return new FieldValues(own);
  }

  /** Collects the values of one write. Not for several threads. */
  public static final class Builder {
    private final Map<FieldDefinition, Object> values = new LinkedHashMap<>();

    private Builder() {}

    /** Sets a field, or clears it with null; the last word on a field counts. */
    public Builder set(FieldDefinition field, @Nullable Object value) {
      values.put(field, value == null ? CLEARED : value);
      return this;
    }

    public FieldValues build() {
      return new FieldValues(new LinkedHashMap<>(values));
    }
  }
}
