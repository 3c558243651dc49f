package dev.syncline.simulator.sample;

import dev.syncline.simulator.id.IdSpace;

/** The records' own ids. */
record IdColumn(IdSpace space) implements Column.Key {
  @Override
  public void emit(long index, ValueSink sink) {
    sink.id(space, index);
  }

  @Override
  public long indexOf(Object value) {
    return space.number(value.toString());
  }
}
