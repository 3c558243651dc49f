package dev.syncline.simulator.wire;

import dev.syncline.simulator.data.RecordError;
import org.jspecify.annotations.Nullable;

/** What reading one value of a request came to. */
public sealed interface Parsed {
  /** The value as it is stored; null clears the field. */
  record Value(@Nullable Object stored) implements Parsed {}

  /**
   * The request's text is no value of the field's type. {@code JSON_PARSER_ERROR} fails the whole
   * request, other codes only the record.
   */
  record Invalid(RecordError error) implements Parsed {}
}
