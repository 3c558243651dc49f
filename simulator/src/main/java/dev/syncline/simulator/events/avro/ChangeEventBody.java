package dev.syncline.simulator.events.avro;

import dev.syncline.simulator.schema.FieldDefinition;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/**
 * A change event without its header: the values it carries, and which fields were changed, emptied
 * or sent as differences. Not for several threads.
 */
public final class ChangeEventBody {
  private final ChangeEventSchema schema;
  private final GenericData.Record values;
  private final FieldMarks changed = new FieldMarks();
  private final FieldMarks nulled = new FieldMarks();
  private final FieldMarks differing = new FieldMarks();

  /** A body without a value. */
  public ChangeEventBody(ChangeEventSchema schema) {
    this.schema = schema;
    this.values = new GenericData.Record(schema.body());
  }

  /**
   * Carries a value, as creates do; fields that events do not carry are passed over.
   *
   * @param value as stored; null leaves the place empty
   */
  public void carry(FieldDefinition field, @Nullable Object value) {
    if (value != null) {
      schema.slot(field).ifPresent(slot -> put(slot, value));
    }
  }

  /** Carries a value that an update changed; null marks the field as emptied. */
  public void change(FieldDefinition field, @Nullable Object value) {
    Optional<Slot> slot = schema.slot(field);
    if (slot.isEmpty()) {
      return;
    }
    changed.add(slot.get());
    if (value == null) {
      nulled.add(slot.get());
    } else {
      put(slot.get(), value);
    }
  }

  /** Carries the difference between a long text and what it was, in place of the text. */
  public void changeBy(FieldDefinition field, String difference) {
    change(field, difference);
    schema.slot(field).ifPresent(differing::add);
  }

  private void put(Slot slot, Object value) {
    int index = slot.index() - 1;
    Schema.Field field = schema.body().getFields().get(index);
    Schema type = field.schema().getTypes().get(1);
    if (!slot.nested()) {
      values.put(index, AvroValues.of(value, type.getType()));
      return;
    }
    var compound = (GenericData.Record) values.get(index);
    if (compound == null) {
      compound = new GenericData.Record(type);
      values.put(index, compound);
    }
    Schema part = type.getFields().get(slot.inner()).schema().getTypes().get(1);
    compound.put(slot.inner(), AvroValues.of(value, part.getType()));
  }

  /** How many fields an update changed; each part of a compound field counts. */
  public int changes() {
    return changed.count();
  }

  public List<String> changedFields() {
    return changed.bitmaps();
  }

  public List<String> nulledFields() {
    return nulled.bitmaps();
  }

  public List<String> diffFields() {
    return differing.bitmaps();
  }

  /** The bytes of the values: what follows the header in the event. */
  public byte[] encode() {
    return AvroBytes.encode(values);
  }
}
