package dev.syncline.simulation.memory;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.ChangeWriter;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.MergeCase.CurrentRow;
import dev.syncline.engine.database.MergeDecision.Side;
import dev.syncline.engine.database.MergeRule;
import dev.syncline.engine.database.ParkedRecord;
import dev.syncline.engine.database.PullQueue.Reason;
import dev.syncline.engine.database.PulledPage;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.model.MappingName;
import dev.syncline.model.Operation;
import dev.syncline.model.Problem;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.RowWrite;
import dev.syncline.model.Triggers;
import dev.syncline.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Applies pages of pulled changes. */
final class MemoryChangeWriter implements ChangeWriter {
  static final PullOutcome INSERTED = new PullOutcome(1, 0, 0, 0, 0);
  static final PullOutcome UPDATED = new PullOutcome(0, 1, 0, 0, 0);
  static final PullOutcome UNCHANGED = new PullOutcome(0, 0, 1, 0, 0);
  static final PullOutcome DELETED = new PullOutcome(0, 0, 0, 1, 0);
  static final PullOutcome PARKED = new PullOutcome(0, 0, 0, 0, 1);

  private final Store store;
  private final MemoryLeases leases;
  private final ResolvedMapping mapping;
  private final MemoryPullQueue queue;

  MemoryChangeWriter(Store store, MemoryLeases leases, ResolvedMapping mapping) {
    this.store = store;
    this.leases = leases;
    this.mapping = mapping;
    this.queue = new MemoryPullQueue(store);
  }

  @Override
  public AppliedPage apply(Lease lease, PulledPage page) {
    leases.check(lease);
    AppliedPage applied = AppliedPage.NONE;
    for (PlannedChange change : page.changes()) {
      applied = applied.plus(apply(page.token(), change));
    }
    for (Map.Entry<RecordId, Optional<RecordId>> gone : new TreeMap<>(page.gone()).entrySet()) {
      applied = applied.plus(gone(page.token(), gone.getKey(), gone.getValue()));
    }
    finish(page);
    return applied;
  }

  @Override
  public AppliedPage merge(Lease lease, PulledPage page, MergeRule rule) {
    leases.check(lease);
    if (page.changes().size() + page.gone().size() > MAX_MERGED) {
      throw new IllegalArgumentException("At most " + MAX_MERGED + " records are merged together");
    }
    AppliedPage applied = new Merging(store, mapping, rule).merge(page);
    finish(page);
    return applied;
  }

  private void finish(PulledPage page) {
    WaitingReferences.resolveAll(store);
    page.unseen().forEach(r -> queue.applied(name(), r, page.token()));
    page.watermark().ifPresent(w -> store.state(mapping).watermark = w);
  }

  private MappingName name() {
    return mapping.mapping().name();
  }

  private AppliedPage apply(long token, PlannedChange change) {
    return switch (change) {
      case PlannedChange.Park(RecordId record, Problem problem) -> {
        park(store, name(), record, problem);
        queue.applied(name(), record, token);
        yield of(PARKED);
      }
      case PlannedChange.Write(RowWrite.Put put) -> write(token, put);
    };
  }

  private AppliedPage write(long token, RowWrite.Put put) {
    Rows rows = new Rows(store, mapping);
    MappingState state = rows.state();
    Optional<Link> link = state.link(put.id());
    Optional<RowKey> row =
        link.map(Link::row).or(() -> rows.lookalike(put.id(), put.values()).map(CurrentRow::key));
    Optional<Reason> closer = closerLook(rows, token, put.id(), row);
    if (closer.isPresent()) {
      return deferred(put.id());
    }
    queue.applied(name(), put.id(), token);
    if (link.filter(l -> isOlder(put, token, l.record())).isPresent()) {
      return of(UNCHANGED);
    }
    if (!isCarried(link.isPresent(), row.isPresent() && rows.table().has(row.get()))) {
      return of(UNCHANGED);
    }
    Optional<Problem> refusal = rows.refusal(row, rows.columns(put.values()));
    if (refusal.isPresent()) {
      park(store, name(), put.id(), refusal.get());
      return of(PARKED);
    }
    state.parked.remove(put.id());
    RowKey key = row.orElseGet(rows.table()::nextKey);
    boolean isNew = !rows.table().has(key);
    boolean differs = rows.write(key, put.id(), rows.columns(put.values()));
    var record =
        new LinkedRecord(
            put.id(),
            base(mapping, put, link),
            put.systemModstamp(),
            token,
            link.map(l -> l.record().pushedToken()).orElse(0L),
            link.map(l -> l.record().eventToken()).orElse(0L));
    Link next = link.map(l -> l.with(record)).orElseGet(() -> Link.of(key, record));
    state.put(differs && !isNew ? next.turned(Side.SALESFORCE, store.now()) : next);
    return of(isNew ? INSERTED : differs ? UPDATED : UNCHANGED);
  }

  private boolean isCarried(boolean linked, boolean hasRow) {
    Triggers triggers = mapping.mapping().rules().scope().triggers();
    return hasRow ? !linked || triggers.pulls(Operation.UPDATE) : triggers.pulls(Operation.CREATE);
  }

  /** The base after all pulled fields were taken in; others keep what it had of them. */
  static List<Optional<Value>> base(
      ResolvedMapping mapping, RowWrite.Put put, Optional<Link> before) {
    var base = new ArrayList<Optional<Value>>();
    for (int i = 0; i < mapping.bindings().size(); i++) {
      int number = i;
      base.add(
          mapping.bindings().get(i).direction().pulls()
              ? Optional.of(put.fields().get(i))
              : before.flatMap(l -> l.record().base().get(number)));
    }
    return base;
  }

  /** Of two readings with the same stamp the later number holds. */
  private static boolean isOlder(RowWrite.Put put, long token, LinkedRecord known) {
    return put.systemModstamp().isBefore(known.systemModstamp())
        || (put.systemModstamp().equals(known.systemModstamp()) && token < known.readToken());
  }

  private Optional<Reason> closerLook(
      Rows rows, long token, RecordId record, Optional<RowKey> row) {
    MappingState state = rows.state();
    if (row.filter(rows.table()::isLocked).isPresent()) {
      return Optional.of(Reason.LOCKED);
    }
    if (row.filter(state.outbox::containsKey).isPresent()) {
      return Optional.of(Reason.PENDING_CHANGE);
    }
    Optional<Link> link = state.link(record);
    boolean pushedSince = link.filter(l -> l.record().writtenToken() > token).isPresent();
    Long tombstone = state.tombstones.get(record);
    if (pushedSince || (tombstone != null && tombstone > token)) {
      return Optional.of(Reason.STALE_READ);
    }
    return link.isEmpty() && state.hasUnknownCreates()
        ? Optional.of(Reason.UNKNOWN_CREATE)
        : Optional.empty();
  }

  private AppliedPage deferred(RecordId record) {
    queue.deferApplied(name(), record);
    return new AppliedPage(PullOutcome.NONE, 1, 0);
  }

  private AppliedPage gone(long token, RecordId record, Optional<RecordId> winner) {
    Rows rows = new Rows(store, mapping);
    Optional<Link> link = rows.state().link(record);
    boolean rewritten = link.filter(l -> l.record().readToken() > token).isPresent();
    if (closerLook(rows, token, record, link.map(Link::row)).isPresent() && link.isPresent()) {
      return deferred(record);
    }
    queue.applied(name(), record, token);
    return rewritten ? of(UNCHANGED) : of(remove(store, mapping, record, winner));
  }

  /** Removes the row of a record, or parks the record where the database holds on to the row. */
  static PullOutcome remove(
      Store store, ResolvedMapping mapping, RecordId record, Optional<RecordId> winner) {
    MappingName name = mapping.mapping().name();
    return switch (new Removal(store, mapping).remove(record, winner)) {
      case NONE -> UNCHANGED;
      case DONE -> {
        store.state(name).parked.remove(record);
        yield DELETED;
      }
      case HELD -> {
        park(store, name, record, Removal.held(record));
        yield PARKED;
      }
    };
  }

  static void park(Store store, MappingName mapping, RecordId record, Problem problem) {
    store
        .state(mapping)
        .parked
        .put(record, new ParkedRecord(mapping, record, problem, store.now()));
  }

  static AppliedPage of(PullOutcome outcome) {
    return new AppliedPage(outcome, 0, 0);
  }

  @Override
  public void close() {
    // There is no connection to give back.
  }
}
