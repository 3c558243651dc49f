package dev.syncline.app.operation;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.GuardStop;
import dev.syncline.model.Mapping;
import java.util.List;

/** Shows what the guard against mass writes has stopped, and lets it go. Asks no org. */
public final class GuardOperation {
  private final Connections connections;

  public GuardOperation(Connections connections) {
    this.connections = connections;
  }

  /** What waits for a person's word, of these mappings. */
  public List<GuardStop> stops(List<Mapping> mappings) {
    return mappings.stream().flatMap(mapping -> stops(mapping).stream()).toList();
  }

  private List<GuardStop> stops(Mapping mapping) {
    Database database = connections.reach(mapping.database());
    return database.isInstalled() ? database.guards().stops(mapping.name()) : List.of();
  }

  /** Lets what waits of a mapping go, once; what waited. */
  public List<GuardStop> allow(Mapping mapping) {
    return connections.database(mapping.database()).guards().allow(mapping.name());
  }
}
