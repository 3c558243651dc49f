package dev.syncline.app.operation;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Runs.Run;
import dev.syncline.engine.undo.Undo;
import dev.syncline.engine.undo.UndoReport;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.Mapping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Shows the runs that wrote something, and undoes one. */
public final class RunsOperation {
  private final Connections connections;
  private final List<Mapping> all;

  /**
   * @param all every mapping of the configuration
   */
  public RunsOperation(Connections connections, List<Mapping> all) {
    this.connections = connections;
    this.all = List.copyOf(all);
  }

  /** A run with its mapping. */
  public record Found(Mapping mapping, Run run) {}

  /** The latest runs of these mappings, latest first. Asks no org. */
  public List<Run> list(List<Mapping> mappings, int max) {
    List<Run> runs = new ArrayList<>();
    for (Mapping mapping : mappings) {
      Database database = connections.reach(mapping.database());
      if (database.isInstalled()) {
        runs.addAll(database.runs().list(Optional.of(mapping.name()), max));
      }
    }
    return runs.stream().sorted(Comparator.comparing(Run::began).reversed()).limit(max).toList();
  }

  /** The runs of that number: each database counts by itself. */
  public List<Found> find(long number, List<Mapping> among) {
    List<Found> found = new ArrayList<>();
    for (DatabaseName name : among.stream().map(Mapping::database).distinct().toList()) {
      Database database = connections.reach(name);
      if (database.isInstalled()) {
        database.runs().find(number).flatMap(run -> found(run, name, among)).ifPresent(found::add);
      }
    }
    return List.copyOf(found);
  }

  private static Optional<Found> found(Run run, DatabaseName database, List<Mapping> among) {
    return among.stream()
        .filter(m -> m.database().equals(database) && m.name().equals(run.mapping()))
        .findFirst()
        .map(mapping -> new Found(mapping, run));
  }

  /** How many rows or records a run wrote over that are still known. */
  public long known(Found found) {
    return connections.reach(found.mapping().database()).changes().count(found.run().number());
  }

  /**
   * Undoes a run.
   *
   * @param writes false only counts
   */
  public UndoReport undo(Found found, boolean writes, StopSignal stop, Consumer<String> notes) {
    OpenMapping open = OpenMapping.prepared(connections, all, found.mapping(), notes);
    return new Undo(open.org(), open.database(), open.resolved(), stop).run(found.run(), writes);
  }
}
