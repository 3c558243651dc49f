package dev.syncline.engine.database;

import dev.syncline.model.MappingName;
import dev.syncline.model.RowKey;
import java.util.Optional;

/**
 * Which entries of queues are meant; what is absent does not narrow.
 *
 * @param state of outbox entries
 * @param code of the problem
 * @param row one row
 */
public record EntryFilter(
    MappingName mapping,
    Optional<OutboxEntry.State> state,
    Optional<String> code,
    Optional<RowKey> row) {
  /** All entries of a mapping. */
  public static EntryFilter all(MappingName mapping) {
    return new EntryFilter(mapping, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The parked entries of a mapping. */
  public static EntryFilter parked(MappingName mapping) {
    return new EntryFilter(
        mapping, Optional.of(OutboxEntry.State.PARKED), Optional.empty(), Optional.empty());
  }
}
