package dev.syncline.app.operation;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Runs.Run;
import dev.syncline.engine.hook.MappingHooks;
import dev.syncline.engine.live.LiveSettings;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.revision.MappingDocument;
import dev.syncline.engine.sync.SyncSettings;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.DriftPolicy;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.OrgName;
import java.util.List;
import java.util.Optional;

/**
 * The orgs and databases of a configuration, each opened when it is first asked for. Whoever asks
 * does not close what it got: all are closed together.
 */
public interface Connections extends AutoCloseable {
  /** The org of that name. */
  Org org(OrgName name);

  /** The database of that name, with Syncline's own tables in it. */
  Database database(DatabaseName name);

  /** The database of that name as it is: nothing is created or changed in it. */
  Database reach(DatabaseName name);

  /**
   * Looks whether a mapping's database is the one that it was synced with.
   *
   * @throws dev.syncline.engine.database.DatabaseException with code {@code DATABASE-CHANGED} if it
   *     is not
   */
  default void requireSame(Mapping mapping) {
    database(mapping.database()).identity().require(mapping.name());
  }

  /** The share of the org's daily calls that is for its other users, 0 to 95. */
  default int reservePercent(OrgName name) {
    return SyncSettings.RESERVE_PERCENT;
  }

  /** How events of the org are taken in; empty if it is polled alone. */
  default Optional<LiveSettings> live(OrgName name) {
    return Optional.empty();
  }

  /** What becomes of a mapping when the schema of either side changes. */
  default DriftPolicy driftPolicy(MappingName mapping) {
    return DriftPolicy.APPLY;
  }

  /**
   * Who is asked about the records and rows of a mapping.
   *
   * @throws MappingException if a plugin is not there, or its settings do not fit
   */
  default MappingHooks hooks(Mapping mapping) {
    return MappingHooks.NONE;
  }

  /** What a mapping says, as its revisions keep it; empty where none are kept. */
  default Optional<MappingDocument> document(MappingName mapping) {
    return Optional.empty();
  }

  /** Ends the runs under which this process wrote, and says what they came to. */
  default List<Run> endRuns() {
    return List.of();
  }

  /** The calls made to all orgs so far. */
  long callsMade();

  @Override
  void close();
}
