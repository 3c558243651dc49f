package dev.syncline.app.operation;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.EntryFilter;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.database.ParkedRecord;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.model.Mapping;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.List;
import java.util.Optional;

/**
 * Shows what is set aside for a person, and does what the person says: rows that could not be
 * pushed and records that could not be pulled, together. Asks no org.
 */
public final class ParkedOperation {
  /** The most parked records of a mapping that are looked at in one go. */
  public static final int MAX_RECORDS = 20_000;

  private final Connections connections;

  public ParkedOperation(Connections connections) {
    this.connections = connections;
  }

  /**
   * Which parked ones are meant.
   *
   * @param code of the problem; absent means any
   * @param key the key of one row, or the id of one record; absent means all
   */
  public record Choice(Mapping mapping, Optional<String> code, Optional<String> key) {
    private EntryFilter rows() {
      return new EntryFilter(
          mapping.name(), Optional.of(OutboxEntry.State.PARKED), code, key.map(RowKey::new));
    }

    private boolean means(ParkedRecord parked) {
      return code.filter(c -> !c.equals(parked.problem().code())).isEmpty()
          && key.filter(k -> !RecordId.parse(k).equals(Optional.of(parked.record()))).isEmpty();
    }
  }

  /**
   * What is set aside in one mapping.
   *
   * @param rows could not be pushed
   * @param records could not be pulled
   */
  public record Parked(Mapping mapping, List<OutboxEntry> rows, List<ParkedRecord> records) {
    public Parked {
      rows = List.copyOf(rows);
      records = List.copyOf(records);
    }
  }

  /** How many rows and records something concerns. */
  public record Count(long rows, long records) {
    /** Both together. */
    public long all() {
      return rows + records;
    }
  }

  /** What is set aside, the oldest first, at most so many rows and so many records. */
  public Parked list(Choice choice, int max) {
    Optional<Database> database = database(choice);
    return database.isEmpty()
        ? new Parked(choice.mapping(), List.of(), List.of())
        : new Parked(
            choice.mapping(),
            database.get().outbox().list(choice.rows(), max),
            records(database.get(), choice).stream().limit(max).toList());
  }

  /** How many a choice means; of the records the {@link #MAX_RECORDS} oldest are looked at. */
  public Count count(Choice choice) {
    Optional<Database> database = database(choice);
    return database.isEmpty()
        ? new Count(0, 0)
        : new Count(
            database.get().outbox().count(choice.rows()), records(database.get(), choice).size());
  }

  /** Makes the rows ready to be pushed now, and puts the records into the pull queue. */
  public Count retry(Choice choice) {
    Optional<Database> found = database(choice);
    if (found.isEmpty()) {
      return new Count(0, 0);
    }
    Database database = found.get();
    List<RecordId> records = ids(database, choice);
    if (!records.isEmpty()) {
      database.pullQueue().add(choice.mapping().name(), records, PullQueue.Reason.ASKED);
    }
    return new Count(database.outbox().retry(choice.rows()), records.size());
  }

  /** Gives up what was to be done for the rows and records; both sides stay as they are. */
  public Count drop(Choice choice) {
    Optional<Database> found = database(choice);
    if (found.isEmpty()) {
      return new Count(0, 0);
    }
    Database database = found.get();
    List<RecordId> records = ids(database, choice);
    long forgotten = database.forgetParked(choice.mapping().name(), records);
    return new Count(database.outbox().drop(choice.rows()), forgotten);
  }

  private Optional<Database> database(Choice choice) {
    return Optional.of(connections.reach(choice.mapping().database()))
        .filter(Database::isInstalled);
  }

  private static List<RecordId> ids(Database database, Choice choice) {
    return records(database, choice).stream().map(ParkedRecord::record).toList();
  }

  private static List<ParkedRecord> records(Database database, Choice choice) {
    return database.parked(choice.mapping().name(), MAX_RECORDS).stream()
        .filter(choice::means)
        .toList();
  }
}
