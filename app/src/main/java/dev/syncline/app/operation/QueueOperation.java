package dev.syncline.app.operation;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.EntryFilter;
import dev.syncline.engine.database.OutboxCounts;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.database.Pause;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.Direction;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.OrgName;
import dev.syncline.model.RowKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shows what is on its way between the two sides, hurries it, clears it and halts it. Asks no org.
 */
public final class QueueOperation {
  private final Connections connections;

  public QueueOperation(Connections connections) {
    this.connections = connections;
  }

  /**
   * Which entries are meant.
   *
   * @param states at least one
   * @param code of the problem; absent means any
   * @param key of the row; absent means all
   */
  public record Choice(
      Mapping mapping,
      List<OutboxEntry.State> states,
      Optional<String> code,
      Optional<String> key) {
    public Choice {
      states = List.copyOf(states);
    }

    private List<EntryFilter> filters() {
      return states.stream()
          .map(
              state ->
                  new EntryFilter(mapping.name(), Optional.of(state), code, key.map(RowKey::new)))
          .toList();
    }
  }

  /**
   * The queues of one mapping.
   *
   * @param counts of rows that are to be pushed
   * @param toRead records that are to be read again
   * @param entries the oldest of the rows that were asked for
   */
  public record Queue(
      Mapping mapping, OutboxCounts counts, long toRead, List<OutboxEntry> entries) {
    public Queue {
      entries = List.copyOf(entries);
    }
  }

  /** The queues of a mapping with at most so many entries; empty where nothing is installed. */
  public Optional<Queue> list(Choice choice, int max) {
    MappingName name = choice.mapping().name();
    return database(choice.mapping())
        .map(
            database ->
                new Queue(
                    choice.mapping(),
                    database.outbox().counts(name),
                    database.pullQueue().count(name),
                    choice.filters().stream()
                        .flatMap(filter -> database.outbox().list(filter, max).stream())
                        .limit(max)
                        .toList()));
  }

  /** How many entries a choice means. */
  public long count(Choice choice) {
    return database(choice.mapping()).stream()
        .flatMapToLong(database -> choice.filters().stream().mapToLong(database.outbox()::count))
        .sum();
  }

  /** Makes the entries ready now, their attempts forgotten. */
  public long retry(Choice choice) {
    return database(choice.mapping()).stream()
        .flatMapToLong(database -> choice.filters().stream().mapToLong(database.outbox()::retry))
        .sum();
  }

  /** Gives up the changes of the rows. */
  public long clear(Choice choice) {
    return database(choice.mapping()).stream()
        .flatMapToLong(database -> choice.filters().stream().mapToLong(database.outbox()::drop))
        .sum();
  }

  private Optional<Database> database(Mapping mapping) {
    return Optional.of(connections.reach(mapping.database())).filter(Database::isInstalled);
  }

  /**
   * What a halt is about.
   *
   * @param org absent means all
   * @param mapping absent means all
   */
  public record Scope(Optional<OrgName> org, Optional<MappingName> mapping, Direction direction) {}

  /**
   * A halt with the database that keeps it.
   *
   * @param database the mappings of this one are halted
   */
  public record Halt(DatabaseName database, Pause pause) {}

  /** The halts that hold now in the databases of these mappings. */
  public List<Halt> halts(List<Mapping> mappings) {
    List<Halt> halts = new ArrayList<>();
    for (DatabaseName name : databases(mappings)) {
      Database database = connections.reach(name);
      if (database.isInstalled()) {
        database.pauses().active().forEach(pause -> halts.add(new Halt(name, pause)));
      }
    }
    return List.copyOf(halts);
  }

  /**
   * Halts work in the databases of these mappings, until it is resumed or the time is over.
   *
   * @param length absent means until it is resumed
   */
  public void pause(List<Mapping> mappings, Scope scope, String reason, Optional<Duration> length) {
    for (DatabaseName name : databases(mappings)) {
      connections
          .database(name)
          .pauses()
          .add(scope.org(), scope.mapping(), scope.direction(), reason, length);
    }
  }

  /**
   * Ends the halts of exactly this scope in the databases of these mappings.
   *
   * @return how many there were
   */
  public long resume(List<Mapping> mappings, Scope scope) {
    return databases(mappings).stream()
        .map(connections::reach)
        .filter(Database::isInstalled)
        .filter(
            database -> database.pauses().remove(scope.org(), scope.mapping(), scope.direction()))
        .count();
  }

  /** Ends every halt in the databases of these mappings. */
  public long resumeAll(List<Mapping> mappings) {
    List<Halt> halts = halts(mappings);
    for (Halt halt : halts) {
      Pause pause = halt.pause();
      connections
          .reach(halt.database())
          .pauses()
          .remove(pause.org(), pause.mapping(), pause.direction());
    }
    return halts.size();
  }

  private static List<DatabaseName> databases(List<Mapping> mappings) {
    return mappings.stream().map(Mapping::database).distinct().toList();
  }
}
