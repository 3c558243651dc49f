package dev.syncline.engine.database;

import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that is known of one record when it is merged, read under the lock of its row.
 *
 * @param token from before the record was read, see {@code Database.nextToken}
 * @param inbound what was read of the record
 * @param link absent if the record has no row
 * @param tombstone the token of the record's deletion, if it was deleted before
 * @param row the row as it is now; absent if it is not there
 * @param pending the row's outbox entry
 * @param lookalike a row without a link that holds the record's id or external id
 * @param unknownCreates whether creates of the mapping are under way whose answers nobody knows and
 *     that no key tells: none is in the record, or the row that has it is gone
 */
public record MergeCase(
    long token,
    Inbound inbound,
    Optional<LinkedRecord> link,
    Optional<Long> tombstone,
    Optional<CurrentRow> row,
    Optional<Pending> pending,
    Optional<CurrentRow> lookalike,
    boolean unknownCreates) {
  /** What was read of the record. */
  public sealed interface Inbound {
    /** The record's id. */
    RecordId id();

    /** It is there, and fitted to its columns or not. */
    record Here(PlannedChange change) implements Inbound {
      @Override
      public RecordId id() {
        return switch (change) {
          case PlannedChange.Write write -> write.write().id();
          case PlannedChange.Park park -> park.record();
        };
      }
    }

    /** It is deleted, perhaps merged into another. */
    record Gone(RecordId id, Optional<RecordId> winner) implements Inbound {}
  }

  /**
   * A row as it is now.
   *
   * @param values one value per binding in the form of the column; references to mapped objects as
   *     the parent's record id, and null while the parent has none
   * @param orphans the numbers of the bindings whose column refers to a row without a record: what
   *     they come to is not known yet, and it is not null
   */
  public record CurrentRow(RowKey key, List<Value> values, Set<Integer> orphans) {
    public CurrentRow {
      values = List.copyOf(values);
      orphans = Set.copyOf(orphans);
    }
  }

  /**
   * The row's change that is to be pushed.
   *
   * @param gone whether the row was deleted
   * @param inFlight whether a push of it is under way, or was and its answer is not known
   * @param parked whether it is parked
   * @param changedAt by the database's clock
   */
  public record Pending(
      long version, boolean gone, boolean inFlight, boolean parked, Instant changedAt) {}
}
