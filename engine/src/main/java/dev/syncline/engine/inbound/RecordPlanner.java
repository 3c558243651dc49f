package dev.syncline.engine.inbound;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.hook.Fate;
import dev.syncline.engine.hook.Fate.Going;
import dev.syncline.engine.hook.Fate.How;
import dev.syncline.engine.hook.Fate.Stopped;
import dev.syncline.engine.hook.HookProblems;
import dev.syncline.engine.hook.MappingHooks;
import dev.syncline.engine.lease.LeaseKeeper;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.engine.pull.PullPlanner;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import dev.syncline.plugin.HookPoint;
import dev.syncline.plugin.Hooks;
import dev.syncline.plugin.PulledRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plans records that were read: by the planner alone, or, where the mapping has hooks, with what
 * these say. A record about which a hook could not be asked goes to the pull queue, and is parked
 * until it is asked about again.
 */
public final class RecordPlanner {
  private static final HookPoint[] ASKED = {
    HookPoint.PULL_ALLOWED,
    HookPoint.PULL_ROW,
    HookPoint.PULL_VALUES,
    HookPoint.PULL_VALUE,
    HookPoint.BEFORE_SAVE
  };

  private static final HookPoint[] ALTERING = {
    HookPoint.PULL_VALUES, HookPoint.PULL_VALUE, HookPoint.BEFORE_SAVE
  };

  private final Database database;
  private final ResolvedMapping mapping;
  private final PullPlanner planner;
  private final HookedRecords hooked;
  private final ChosenRows chosen;
  private final boolean asks;

  public RecordPlanner(Database database, ResolvedMapping mapping) {
    this(database, mapping, mapping.hooks());
  }

  private RecordPlanner(Database database, ResolvedMapping mapping, MappingHooks hooks) {
    this.database = database;
    this.mapping = mapping;
    this.planner = new PullPlanner(mapping);
    this.hooked = new HookedRecords(mapping, hooks);
    this.chosen = new ChosenRows(database, mapping, hooks);
    this.asks = asks(mapping);
  }

  /** Whether hooks are asked about records before these are written. */
  public static boolean asks(ResolvedMapping mapping) {
    return mapping.hooks().has(ASKED);
  }

  /** The same under a lease, which is kept however long the asking takes. */
  public RecordPlanner keeping(LeaseKeeper lease) {
    return asks ? new RecordPlanner(database, mapping, mapping.hooks().keeping(lease::keep)) : this;
  }

  /** Whether hooks change what records hold. */
  public static boolean alters(ResolvedMapping mapping) {
    return mapping.hooks().has(ALTERING);
  }

  /** Plans a page that is applied as a set; records that are linked first are left out. */
  public List<PlannedChange> ofPage(List<RecordChange.Present> records) {
    List<PlannedChange> planned = new ArrayList<>(records.size());
    if (!asks) {
      records.forEach(record -> planned.add(planner.plan(record)));
      return planned;
    }
    for (List<RecordChange.Present> some : batches(records)) {
      for (PlannedChange change : ofSet(some)) {
        boolean left =
            change instanceof PlannedChange.Park park
                && park.problem().code().equals(HookProblems.MATCHED);
        if (!left) {
          planned.add(change);
        }
      }
    }
    return planned;
  }

  /** Plans a stream, a batch after the other; every record comes out. */
  public Iterator<PlannedChange> ofStream(Iterator<RecordChange.Present> records) {
    return new Iterator<>() {
      private final Deque<PlannedChange> ready = new ArrayDeque<>();

      @Override
      public boolean hasNext() {
        return !ready.isEmpty() || records.hasNext();
      }

      @Override
      public PlannedChange next() {
        if (!asks) {
          return planner.plan(records.next());
        }
        if (ready.isEmpty()) {
          List<RecordChange.Present> some = new ArrayList<>();
          some.add(records.next());
          while (some.size() < Hooks.MAX_BATCH && records.hasNext()) {
            some.add(records.next());
          }
          ready.addAll(ofSet(some));
        }
        return ready.remove();
      }
    };
  }

  /**
   * Plans records that are merged one by one. Those about which a hook could not be asked are left
   * out as long as they are asked about again: the pull queue has them.
   */
  public Map<RecordId, PlannedChange> toMerge(List<RecordChange.Present> records) {
    Map<RecordId, PlannedChange> planned = new HashMap<>();
    if (!asks) {
      records.forEach(record -> planned.put(record.id(), planner.plan(record)));
      return planned;
    }
    for (List<RecordChange.Present> some : batches(records)) {
      List<Fate<PlannedChange>> fates = hooked.plans(hooked.allowed(some));
      for (int i = 0; i < some.size(); i++) {
        RecordId id = some.get(i).id();
        switch (fates.get(i)) {
          case Going<PlannedChange>(PlannedChange change) -> planned.put(id, change);
          case Stopped<PlannedChange> stop when stop.how() == How.AGAIN && isAskedAgain(id) -> {}
          case Stopped<PlannedChange> stop ->
              planned.put(id, new PlannedChange.Park(id, stop.problem()));
        }
      }
    }
    return planned;
  }

  /** Whether the pull queue asks about a record again, about which a hook could not be asked. */
  public boolean isAskedAgain(RecordId id) {
    MappingName name = mapping.mapping().name();
    Optional<PullQueue.Waiting> waiting = database.pullQueue().find(name, id);
    if (waiting.isEmpty()) {
      database.pullQueue().add(name, List.of(id), PullQueue.Reason.ASKED);
      return true;
    }
    return waiting.get().attempts() < mapping.mapping().rules().timing().retries().attempts();
  }

  /**
   * What records hold after hooks, one value per binding in the form of the field. Those of which
   * hooks leave nothing to compare are left out.
   */
  public Map<RecordId, List<Value>> altered(List<RecordChange.Present> records) {
    Map<RecordId, List<Value>> altered = new HashMap<>();
    for (List<RecordChange.Present> some : batches(records)) {
      List<Fate<PulledRecord>> going = new ArrayList<>();
      some.forEach(record -> going.add(new Going<>(hooked.seen(record))));
      for (Fate<PlannedChange> fate : hooked.plans(going)) {
        if (fate instanceof Going<PlannedChange>(PlannedChange.Write write)) {
          altered.put(write.write().id(), write.write().fields());
        }
      }
    }
    return altered;
  }

  /** All records of a batch, planned or parked; those that are to be read again are queued. */
  private List<PlannedChange> ofSet(List<RecordChange.Present> records) {
    List<Fate<PulledRecord>> allowed = hooked.allowed(records);
    Map<RecordId, Fate<RowKey>> rows = chosen.of(allowed);
    List<Fate<PlannedChange>> plans = hooked.plans(allowed);
    List<PlannedChange> changes = new ArrayList<>();
    List<RecordId> again = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      RecordId id = records.get(i).id();
      Fate<RowKey> row = rows.get(id);
      if (row != null) {
        if (!(row instanceof Stopped<RowKey> stop && stop.how() == How.PARKED)) {
          again.add(id);
        }
        changes.add(
            new PlannedChange.Park(
                id,
                switch (row) {
                  case Going<RowKey>(RowKey key) ->
                      HookProblems.matched(id.toString(), key.value());
                  case Stopped<RowKey> stop -> stop.problem();
                }));
        continue;
      }
      switch (plans.get(i)) {
        case Going<PlannedChange>(PlannedChange change) -> changes.add(change);
        case Stopped<PlannedChange> stop -> {
          changes.add(new PlannedChange.Park(id, stop.problem()));
          if (stop.how() == How.AGAIN) {
            again.add(id);
          }
        }
      }
    }
    if (!again.isEmpty()) {
      database.pullQueue().add(mapping.mapping().name(), again, PullQueue.Reason.ASKED);
    }
    return changes;
  }

  private static List<List<RecordChange.Present>> batches(List<RecordChange.Present> records) {
    List<List<RecordChange.Present>> batches = new ArrayList<>();
    for (int from = 0; from < records.size(); from += Hooks.MAX_BATCH) {
      batches.add(records.subList(from, Math.min(records.size(), from + Hooks.MAX_BATCH)));
    }
    return batches;
  }
}
