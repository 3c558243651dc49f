package dev.syncline.model;

import java.time.Instant;
import java.util.List;

/** What happened to a row, as the outbox tells it: its latest state and how often it changed. */
public sealed interface RowChange {
  /** The row that the change is about. */
  RowKey key();

  /** Counts the row's changes; tells which of them a push has carried. */
  long version();

  /** When the row last changed, by the clock of its database. */
  Instant changedAt();

  /**
   * The row is there with these values.
   *
   * @param values one value per binding of the mapping, in its order, as the columns hold them. A
   *     reference to a mapped object is the parent's record id, and null while the parent has none
   */
  record Present(RowKey key, long version, Instant changedAt, List<Value> values)
      implements RowChange {
    public Present {
      values = List.copyOf(values);
    }
  }

  /** The row is no longer there. */
  record Gone(RowKey key, long version, Instant changedAt) implements RowChange {}
}
