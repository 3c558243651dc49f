package dev.syncline.simulator.store;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state and the values of a written record. Those of a stored one are decoded when they are
 * asked for: most readers want few of them.
 */
public final class StoredValues {
  private static final Object UNREAD = new Object();

  private final RecordState state;
  private final byte[] record;
  private final int[] places;
  private final @Nullable Object[] values;

  private StoredValues(RecordState state, byte[] record, int[] places, @Nullable Object[] values) {
    this.state = state;
    this.record = record;
    this.places = places;
    this.values = values;
  }

  /**
   * Values that nobody has stored yet.
   *
   * @param values by field position; not to be changed afterwards
   */
  public static StoredValues of(RecordState state, @Nullable Object[] values) {
    return new StoredValues(state, new byte[0], new int[0], values);
  }

  /**
   * Those of a stored record.
   *
   * @param layout the names of the fields that the record was encoded with
   * @param fields the names of the fields that are wanted
   */
  static StoredValues stored(byte[] record, List<String> layout, List<String> fields) {
    int[] places = RecordCodec.places(record, layout, fields);
    @Nullable Object[] values = new @Nullable Object[places.length];
    Arrays.fill(values, UNREAD);
    return new StoredValues(RecordCodec.state(record), record, places, values);
  }

  /** Whether the record is there, in the recycle bin, or gone. */
  public RecordState state() {
    return state;
  }

  /** The value of the field at a position. */
  public @Nullable Object value(int position) {
    // Two threads may decode it twice; values are immutable and the same.
    Object value = values[position];
    if (value == UNREAD) {
      value = RecordCodec.value(record, places[position]);
      values[position] = value;
    }
    return value;
  }

  /** All values by field position; not to be changed. */
  public @Nullable Object[] values() {
    for (int i = 0; i < values.length; i++) {
      value(i);
    }
    return values;
  }
}
