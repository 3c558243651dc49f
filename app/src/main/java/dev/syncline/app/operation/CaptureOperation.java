package dev.syncline.app.operation;

import dev.syncline.engine.database.Capture;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Installs, removes and checks the triggers of the mappings that push. */
public final class CaptureOperation {
  private final Connections connections;
  private final List<Mapping> all;
  private final Consumer<String> notes;

  /**
   * @param all every mapping of the configuration
   * @param notes is told what the user should know
   */
  public CaptureOperation(Connections connections, List<Mapping> all, Consumer<String> notes) {
    this.connections = connections;
    this.all = List.copyOf(all);
    this.notes = notes;
  }

  /** What is to be run in one database. */
  public record Script(DatabaseName database, List<String> statements) {
    public Script {
      statements = List.copyOf(statements);
    }
  }

  /** The statements that install capture; tables that are to be created are created for it. */
  public List<Script> install(List<Mapping> wanted, Capture.Roles roles) {
    return scripts(wanted, (capture, mappings) -> capture.installStatements(mappings, roles));
  }

  /** The statements that remove capture. */
  public List<Script> uninstall(List<Mapping> wanted) {
    return scripts(wanted, Capture::uninstallStatements);
  }

  /** Makes the statements of one database. */
  @FunctionalInterface
  private interface Statements {
    List<String> of(Capture capture, List<ResolvedMapping> mappings);
  }

  private List<Script> scripts(List<Mapping> wanted, Statements statements) {
    Map<DatabaseName, List<ResolvedMapping>> byDatabase = new LinkedHashMap<>();
    for (ResolvedMapping mapping : resolve(wanted)) {
      byDatabase.computeIfAbsent(mapping.mapping().database(), _ -> new ArrayList<>()).add(mapping);
    }
    List<Script> scripts = new ArrayList<>();
    byDatabase.forEach(
        (name, mappings) ->
            scripts.add(new Script(name, statements.of(database(name).capture(), mappings))));
    return List.copyOf(scripts);
  }

  private List<ResolvedMapping> resolve(List<Mapping> wanted) {
    List<Mapping> pushing = wanted.stream().filter(m -> m.direction().pushes()).toList();
    return new MappingPreparation(connections, all).prepare(pushing, notes);
  }

  private Database database(DatabaseName name) {
    return connections.database(name);
  }

  /** Runs scripts. */
  public void run(List<Script> scripts) {
    scripts.forEach(s -> database(s.database()).capture().run(s.statements()));
  }

  /** How capture of each mapping that pushes stands. */
  public List<Capture.Status> status(List<Mapping> wanted) {
    List<Capture.Status> statuses = new ArrayList<>();
    for (ResolvedMapping mapping : resolve(wanted)) {
      statuses.add(database(mapping.mapping().database()).capture().status(mapping));
    }
    return List.copyOf(statuses);
  }
}
