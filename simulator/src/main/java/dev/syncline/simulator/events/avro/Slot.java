package dev.syncline.simulator.events.avro;

/**
 * Where a field stands in a change event.
 *
 * @param index the index among the event's fields; the header has 0
 * @param inner the index within the compound value that stands there; {@link #WHOLE} otherwise
 */
public record Slot(int index, int inner) {
  /** The field is a value of its own. */
  public static final int WHOLE = -1;

  /** Whether the field is a part of a compound value. */
  public boolean nested() {
    return inner != WHOLE;
  }
}
