package dev.syncline.engine.database;

import dev.syncline.engine.scope.Standing;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowChange;
import dev.syncline.model.RowKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An outbox entry that was claimed, with all that planning its write needs, read together.
 *
 * @param link absent while the row has no record
 * @param orphans references whose parent's row has no record yet, by the number of the binding
 * @param attempts how often the entry was refused before
 * @param intended what an earlier claim set out to send without having learned the answer; it must
 *     be looked up before anything is sent again
 * @param split whether references to parents without a record are to be left out for now, as in a
 *     circle of rows
 * @param firstSeen when the entry came to be, by the database's clock
 * @param turns how often the two sides have answered each other's change of this record lately
 * @param standing how the row stands to the mapping's scope
 */
public record ClaimedRow(
    RowChange change,
    Optional<LinkedRecord> link,
    Map<Integer, Orphan> orphans,
    int attempts,
    Optional<Intent> intended,
    boolean split,
    Instant firstSeen,
    int turns,
    Standing standing) {
  public ClaimedRow {
    orphans = Map.copyOf(orphans);
  }

  /**
   * A parent's row that has no record.
   *
   * @param pending whether the parent has an outbox entry, so that a record may come
   * @param parked whether that entry is parked
   */
  public record Orphan(MappingName parent, RowKey row, boolean pending, boolean parked) {}

  /**
   * A write that was to be sent, noted before it was.
   *
   * @param write as it was to be sent
   * @param since the org's time before it was sent
   * @param job the bulk job that carried it, if one did
   */
  public record Intent(RecordWrite write, Instant since, Optional<Long> job) {}

  /** The entry's row. */
  public RowKey key() {
    return change.key();
  }

  /** All references without a record, as a list. */
  public List<Orphan> orphanList() {
    return List.copyOf(orphans.values());
  }
}
