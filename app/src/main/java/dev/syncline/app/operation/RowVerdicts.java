package dev.syncline.app.operation;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.EntryFilter;
import dev.syncline.engine.database.Links;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Says what became of rows that somebody asked to have pushed. */
public final class RowVerdicts {
  private final Database database;
  private final ResolvedMapping mapping;

  public RowVerdicts(Database database, ResolvedMapping mapping) {
    this.database = database;
    this.mapping = mapping;
  }

  /** Where a row stands. */
  public enum State {
    /** The org has what the row holds. */
    SYNCED,
    /** It is on its way, or waits. */
    QUEUED,
    /** The org refused it, and a person or a change of the row must come. */
    PARKED,
    /** There is no such row, nor a deletion of one that is to be carried. */
    UNKNOWN
  }

  /**
   * What became of one row.
   *
   * @param record the record that it is linked with
   * @param problem the refusal, where there was one
   * @param rest for how long nobody takes it; zero if a worker may or does, absent if time alone
   *     brings nothing
   */
  public record Verdict(
      RowKey key,
      State state,
      Optional<RecordId> record,
      Optional<Problem> problem,
      Optional<Duration> rest) {}

  /** Whether there is such a row, or a change of one that was there. */
  public boolean isKnown(RowKey key) {
    return database.links().row(mapping, key).isPresent() || entry(key).isPresent();
  }

  /** Where a row that is known stands now. */
  public Verdict of(RowKey key) {
    Optional<OutboxEntry> entry = entry(key);
    Optional<RecordId> record =
        database.links().ofRow(mapping, key).map(Links.Linked::record).map(link -> link.id());
    if (entry.isEmpty()) {
      return new Verdict(key, State.SYNCED, record, Optional.empty(), Optional.empty());
    }
    OutboxEntry queued = entry.get();
    State state = queued.state() == OutboxEntry.State.PARKED ? State.PARKED : State.QUEUED;
    return new Verdict(key, state, record, queued.problem(), rest(queued));
  }

  private Optional<Duration> rest(OutboxEntry entry) {
    return switch (entry.state()) {
      case PARKED, WAITING -> Optional.empty();
      case CLAIMED -> Optional.of(Duration.ZERO);
      case READY -> {
        Instant now = database.now();
        Instant next = entry.nextAt().orElse(now);
        yield Optional.of(next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO);
      }
    };
  }

  /** The verdict on a key that no row has. */
  public static Verdict unknown(RowKey key) {
    return new Verdict(key, State.UNKNOWN, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** What is queued of a row. */
  Optional<OutboxEntry> entry(RowKey key) {
    var filter =
        new EntryFilter(
            mapping.mapping().name(), Optional.empty(), Optional.empty(), Optional.of(key));
    return database.outbox().list(filter, 1).stream().findFirst();
  }
}
