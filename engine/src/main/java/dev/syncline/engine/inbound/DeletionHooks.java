package dev.syncline.engine.inbound;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.hook.Fate;
import dev.syncline.engine.hook.Fate.Going;
import dev.syncline.engine.hook.Fate.Stopped;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.plugin.DeletedRecord;
import dev.syncline.plugin.HookPoint;
import dev.syncline.plugin.Hooks;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks hooks whether the rows of deleted records may be deleted. */
public final class DeletionHooks {
  private final Database database;
  private final ResolvedMapping mapping;

  public DeletionHooks(Database database, ResolvedMapping mapping) {
    this.database = database;
    this.mapping = mapping;
  }

  /**
   * What became of deleted records; those that are in neither may be treated as ever.
   *
   * @param kept whose rows and links are to stay; this is noted
   * @param later which are asked about again; they are in the pull queue
   * @param parked which a person must look at
   */
  public record Held(Set<RecordId> kept, Set<RecordId> later, Map<RecordId, Problem> parked) {
    static final Held NONE = new Held(Set.of(), Set.of(), Map.of());

    /** Whether hooks leave a record's row to be treated as ever. */
    public boolean allows(RecordId id) {
      return !kept.contains(id) && !later.contains(id) && !parked.containsKey(id);
    }
  }

  /** Asks about those whose rows would be deleted. */
  public Held held(Collection<RecordId> deleted) {
    boolean deletes = mapping.mapping().onDelete() == DeletePolicy.DELETE;
    if (!deletes || deleted.isEmpty() || !mapping.hooks().has(HookPoint.DELETE_ROW_ALLOWED)) {
      return Held.NONE;
    }
    Map<RecordId, RowKey> rows = database.links().rows(mapping, deleted);
    List<DeletedRecord> asked =
        deleted.stream()
            .filter(rows::containsKey)
            .map(id -> new DeletedRecord(id, Optional.ofNullable(rows.get(id))))
            .toList();
    List<Fate<DeletedRecord>> fates =
        mapping
            .hooks()
            .decide(
                HookPoint.DELETE_ROW_ALLOWED,
                asked,
                Hooks::deleteRowAllowed,
                record -> "Deleting the row of record " + record.record());
    Map<RecordId, Problem> vetoed = new HashMap<>();
    var held = new Held(new HashSet<>(), new HashSet<>(), new HashMap<>());
    for (int i = 0; i < asked.size(); i++) {
      RecordId id = asked.get(i).record();
      switch (fates.get(i)) {
        case Going<DeletedRecord> _ -> {}
        case Stopped<DeletedRecord> stop -> stopped(id, stop, held, vetoed);
      }
    }
    if (!vetoed.isEmpty()) {
      database.history().vetoed(mapping.mapping().name(), vetoed);
      held.kept().addAll(vetoed.keySet());
    }
    return held;
  }

  private void stopped(
      RecordId id, Stopped<DeletedRecord> stop, Held held, Map<RecordId, Problem> vetoed) {
    switch (stop.how()) {
      case VETOED -> vetoed.put(id, stop.problem());
      case PARKED -> held.parked().put(id, stop.problem());
      case AGAIN -> {
        if (isAskedAgain(id)) {
          held.later().add(id);
        } else {
          held.parked().put(id, stop.problem());
        }
      }
    }
  }

  private boolean isAskedAgain(RecordId id) {
    Optional<PullQueue.Waiting> waiting = database.pullQueue().find(mapping.mapping().name(), id);
    if (waiting.isEmpty()) {
      database.pullQueue().add(mapping.mapping().name(), List.of(id), PullQueue.Reason.DELETED);
      return true;
    }
    return waiting.get().attempts() < mapping.mapping().rules().timing().retries().attempts();
  }
}
