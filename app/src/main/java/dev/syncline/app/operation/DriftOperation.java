package dev.syncline.app.operation;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Drifts;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import java.util.List;

/** Shows what has changed in schemas under mappings, and accepts it. */
public final class DriftOperation {
  private final Connections connections;

  public DriftOperation(Connections connections) {
    this.connections = connections;
  }

  /** The alarms of a mapping, oldest first. */
  public record MappingAlarms(MappingName mapping, List<Drifts.Alarm> alarms) {
    public MappingAlarms {
      alarms = List.copyOf(alarms);
    }
  }

  /** What has changed under a mapping, as it was noticed. */
  public MappingAlarms show(Mapping mapping) {
    Database database = connections.reach(mapping.database());
    return new MappingAlarms(
        mapping.name(),
        database.isInstalled() ? database.drifts().alarms(mapping.name()) : List.of());
  }

  /**
   * Lets a mapping go on by the schemas as they are now; a table that is gone is made again where
   * Syncline makes it. What is in service again by that is read again and pushed after.
   *
   * @param all every mapping of the configuration
   * @return the alarms that are forgotten
   * @throws MappingException if the mapping does not fit what is there, or is being pulled; nothing
   *     is accepted
   */
  public MappingAlarms accept(List<Mapping> all, Mapping mapping) {
    ResolvedMapping resolved =
        MappingPreparation.unguarded(connections, all)
            .prepare(List.of(mapping), _ -> {})
            .getFirst();
    MappingAlarms alarms = show(mapping);
    new DriftGuard(connections).accept(resolved);
    return alarms;
  }
}
