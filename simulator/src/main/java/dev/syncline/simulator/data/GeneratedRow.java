package dev.syncline.simulator.data;

import dev.syncline.simulator.sample.SampleObject;
import dev.syncline.simulator.sample.ValueSink;
import dev.syncline.simulator.schema.FieldDefinition;
import org.jspecify.annotations.Nullable;

/** A record that nobody has written: its values are computed when they are asked for. */
record GeneratedRow(SampleObject sample, long index) implements Row {
  @Override
  public String id() {
    return sample.ids().id(index);
  }

  @Override
  public @Nullable Object value(FieldDefinition field) {
    return sample.value(index, field);
  }

  @Override
  public void emit(FieldDefinition field, ValueSink sink) {
    sample.emit(index, field, sink);
  }

  @Override
  public boolean isDeleted() {
    return false;
  }
}
