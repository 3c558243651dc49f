package dev.syncline.engine.database;

import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened to a record and its row.
 *
 * @param at by the database's clock
 * @param detail what it was about, as JSON: fields with the values that were written and those that
 *     gave way, or the words of a refusal
 */
public record HistoryEntry(
    Instant at,
    MappingName mapping,
    Optional<RecordId> record,
    Optional<RowKey> row,
    Event event,
    String detail) {
  /** What can happen. */
  public enum Event {
    PULLED,
    PUSHED,
    /** A value of one side gave way to the other's. */
    CONFLICT,
    /** A rule of its field changed a value on its way: cut it, or left it out. */
    ALTERED,
    REFUSED,
    PARKED,
    /** A hook has said no. */
    VETOED,
    DELETED,
    MERGED,
    LINKED,
    UNLINKED,
    /** What a run wrote over was written back. */
    RESTORED
  }
}
