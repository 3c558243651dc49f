package dev.syncline.simulator.data;

import org.jspecify.annotations.Nullable;

/** What the check of one value came to. */
sealed interface Checked {
  /** The value as it will be stored. */
  record Fine(@Nullable Object value) implements Checked {}

  record Wrong(RecordError error) implements Checked {}
}
