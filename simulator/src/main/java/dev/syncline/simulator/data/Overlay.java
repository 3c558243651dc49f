package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was written over the generated records, as of one moment. Purged records are listed. */
interface Overlay {
  /** A record that was written; null when it never was. */
  @Nullable StoredRow find(ObjectDefinition object, long number);

  /** The written records from a number on, ascending. */
  Iterator<StoredRow> scan(ObjectDefinition object, long from);

  /** The written records that carry a value in an indexed field. */
  Iterator<StoredRow> lookup(ObjectDefinition object, FieldDefinition field, Object value);

  /**
   * The numbers of the written records whose stamp lies in a range, ascending; empty when they are
   * too many to be listed.
   */
  Optional<long[]> stamped(
      ObjectDefinition object, FieldDefinition field, Instant from, Instant to);

  /** How many more live records there are than were generated; negative for fewer. */
  long liveDelta(ObjectDefinition object);
}
