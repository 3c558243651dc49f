package dev.syncline.app.operation;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.DatabaseIdentity;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.sync.SyncListener;
import dev.syncline.engine.sync.SyncSettings;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.ConflictPolicy;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.Direction;
import dev.syncline.model.DriftPolicy;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.OrgName;
import dev.syncline.model.SyncRules;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Goes on with a database that is not as it was left, because a person says what became of it. */
public final class AdoptOperation {
  private final Connections connections;
  private final Pace pace;
  private final StopSignal stop;

  public AdoptOperation(Connections connections, Pace pace, StopSignal stop) {
    this.connections = connections;
    this.pace = pace;
    this.stop = stop;
  }

  /** Takes databases for the ones that are meant: nothing is missing in them. */
  public void moved(List<Mapping> wanted) {
    wanted.forEach(mapping -> identity(mapping).accept(mapping.name()));
  }

  /**
   * Brings databases that were put back up to date, before anything of theirs is pushed: what was
   * pushed after the backup is pulled, and holds against what rows said before. Databases are taken
   * for the ones that are meant only when all is pulled; so it can be asked for again.
   *
   * @param all every mapping of the configuration
   * @param patience the longest it may take
   */
  public SyncResult restored(
      List<Mapping> all,
      List<Mapping> wanted,
      Duration patience,
      SyncListener listener,
      Consumer<String> notes)
      throws InterruptedException {
    List<Mapping> pulled =
        wanted.stream()
            .filter(mapping -> mapping.direction().pulls())
            .map(AdoptOperation::recordsHold)
            .toList();
    SyncResult result =
        new SyncOperation(new AnyIdentity(connections), SyncSettings.defaults(), pace, stop)
            .untilIdle(all, pulled, Direction.PULL, patience, listener, notes);
    if (result.idle()) {
      moved(wanted);
    }
    return result;
  }

  private DatabaseIdentity identity(Mapping mapping) {
    return connections.database(mapping.database()).identity();
  }

  /** The mapping with what the org says holding wherever both sides changed. */
  private static Mapping recordsHold(Mapping mapping) {
    SyncRules rules = mapping.rules();
    var fields =
        mapping.fields().stream()
            .map(field -> field.withConflict(ConflictPolicy.SALESFORCE))
            .toList();
    return mapping.withFields(fields).withRules(rules.withConflict(ConflictPolicy.SALESFORCE));
  }

  /** Connections to databases that may be other ones. */
  private record AnyIdentity(Connections connections) implements Connections {
    @Override
    public void requireSame(Mapping mapping) {
      // Whether it is the same is what a person has answered.
    }

    @Override
    public Org org(OrgName name) {
      return connections.org(name);
    }

    @Override
    public Database database(DatabaseName name) {
      return connections.database(name);
    }

    @Override
    public Database reach(DatabaseName name) {
      return connections.reach(name);
    }

    @Override
    public int reservePercent(OrgName name) {
      return connections.reservePercent(name);
    }

    @Override
    public DriftPolicy driftPolicy(MappingName mapping) {
      return connections.driftPolicy(mapping);
    }

    @Override
    public long callsMade() {
      return connections.callsMade();
    }

    @Override
    public void close() {
      // Whoever opened them closes them.
    }
  }
}
