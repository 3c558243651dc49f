package dev.syncline.engine.database;

import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.time.Instant;
import java.util.Optional;

/**
 * An outbox entry as people see it.
 *
 * @param record the record that the row is linked with
 * @param gone whether the row was deleted
 * @param attempts how often it was refused
 * @param problem the last refusal, or why it is parked
 * @param nextAt when it is tried next; absent unless it is ready
 * @param waitsFor the parent's row that it waits for
 */
public record OutboxEntry(
    MappingName mapping,
    RowKey row,
    Optional<RecordId> record,
    long version,
    boolean gone,
    State state,
    int attempts,
    Optional<Problem> problem,
    Instant changedAt,
    Optional<Instant> nextAt,
    Optional<Parent> waitsFor) {
  /** Where an entry stands. */
  public enum State {
    /** It is claimed as soon as its time has come. */
    READY,
    /** A worker has it. */
    CLAIMED,
    /** A parent must have a record first. */
    WAITING,
    /** A person must act, or the row change. */
    PARKED
  }

  /** A parent's row. */
  public record Parent(MappingName mapping, RowKey row) {}
}
