package dev.syncline.simulation.memory;

import static dev.syncline.simulation.memory.MemoryChangeWriter.INSERTED;
import static dev.syncline.simulation.memory.MemoryChangeWriter.PARKED;
import static dev.syncline.simulation.memory.MemoryChangeWriter.UNCHANGED;
import static dev.syncline.simulation.memory.MemoryChangeWriter.UPDATED;
import static dev.syncline.simulation.memory.MemoryChangeWriter.of;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.HistoryEntry.Event;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.MergeCase;
import dev.syncline.engine.database.MergeCase.CurrentRow;
import dev.syncline.engine.database.MergeCase.Inbound;
import dev.syncline.engine.database.MergeDecision;
import dev.syncline.engine.database.MergeDecision.Side;
import dev.syncline.engine.database.MergeRule;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.database.PullQueue.Reason;
import dev.syncline.engine.database.PulledPage;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.RowWrite;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Merges records one by one: reads all that is known of each, asks the rule, carries it out. */
final class Merging {
  private final Store store;
  private final ResolvedMapping mapping;
  private final MergeRule rule;
  private final Rows rows;
  private final MappingState state;
  private final MemoryPullQueue queue;
  private Map<RecordId, RowKey> matched = Map.of();

  Merging(Store store, ResolvedMapping mapping, MergeRule rule) {
    this.store = store;
    this.mapping = mapping;
    this.rule = rule;
    this.rows = new Rows(store, mapping);
    this.state = rows.state();
    this.queue = new MemoryPullQueue(store);
  }

  AppliedPage merge(PulledPage page) {
    AppliedPage applied = AppliedPage.NONE;
    matched = page.lookalikes();
    for (PlannedChange change : page.changes()) {
      applied = applied.plus(merge(page.token(), new Inbound.Here(change)));
    }
    for (Map.Entry<RecordId, Optional<RecordId>> gone : new TreeMap<>(page.gone()).entrySet()) {
      var inbound = new Inbound.Gone(gone.getKey(), gone.getValue());
      applied = applied.plus(merge(page.token(), inbound));
    }
    return applied;
  }

  private AppliedPage merge(long token, Inbound inbound) {
    MergeCase known = caseOf(token, inbound);
    Optional<RowKey> row = rowOf(known);
    if (row.filter(rows.table()::isLocked).isPresent()) {
      return defer(inbound.id());
    }
    MergeDecision decision = rule.decide(known);
    if (decision instanceof MergeDecision.Defer(Reason _)) {
      return defer(inbound.id());
    }
    queue.applied(name(), inbound.id(), token);
    return carryOut(known, decision);
  }

  private AppliedPage defer(RecordId record) {
    queue.deferApplied(name(), record);
    return new AppliedPage(PullOutcome.NONE, 1, 0);
  }

  private MappingName name() {
    return mapping.mapping().name();
  }

  private static Optional<RowKey> rowOf(MergeCase known) {
    return known.row().or(known::lookalike).map(CurrentRow::key);
  }

  private MergeCase caseOf(long token, Inbound inbound) {
    Optional<Link> link = state.link(inbound.id());
    Optional<CurrentRow> lookalike =
        link.isEmpty() && inbound instanceof Inbound.Here(PlannedChange.Write(RowWrite.Put put))
            ? Optional.ofNullable(matched.get(put.id()))
                .flatMap(rows::find)
                .or(() -> rows.lookalike(put.id(), put.values()))
            : Optional.empty();
    Optional<RowKey> key = link.map(Link::row).or(() -> lookalike.map(CurrentRow::key));
    return new MergeCase(
        token,
        inbound,
        link.map(Link::record),
        Optional.ofNullable(state.tombstones.get(inbound.id())),
        link.map(Link::row).flatMap(rows::find),
        key.flatMap(k -> Optional.ofNullable(state.outbox.get(k))).map(this::pending),
        lookalike,
        state.hasUnknownCreates());
  }

  private MergeCase.Pending pending(Entry entry) {
    Instant now = store.now();
    return new MergeCase.Pending(
        entry.version,
        entry.gone,
        entry.isHeld(now) || entry.intent != null,
        entry.state == OutboxEntry.State.PARKED,
        entry.changedAt);
  }

  private AppliedPage carryOut(MergeCase known, MergeDecision decision) {
    RecordId record = known.inbound().id();
    return switch (decision) {
      case MergeDecision.Skip _, MergeDecision.Defer _ -> of(UNCHANGED);
      case MergeDecision.Park park -> {
        MemoryChangeWriter.park(store, name(), record, park.problem());
        note(record, rowOf(known), Event.PARKED);
        yield of(PARKED);
      }
      case MergeDecision.Change change -> change(known, put(known), change);
      case MergeDecision.Insert insert -> insert(known, put(known), insert);
      case MergeDecision.Remove remove -> {
        noteLosses(record, rowOf(known), remove.losses());
        Optional<RecordId> winner =
            known.inbound() instanceof Inbound.Gone(RecordId _, Optional<RecordId> won)
                ? won
                : Optional.empty();
        yield of(MemoryChangeWriter.remove(store, mapping, record, winner));
      }
      case MergeDecision.Recreate _ -> recreate(record);
    };
  }

  private static RowWrite.Put put(MergeCase known) {
    if (known.inbound() instanceof Inbound.Here(PlannedChange.Write(RowWrite.Put put))) {
      return put;
    }
    throw new IllegalStateException("A record without values changes no row");
  }

  private AppliedPage change(MergeCase known, RowWrite.Put put, MergeDecision.Change change) {
    RowKey key =
        change
            .row()
            .or(() -> known.row().map(CurrentRow::key))
            .orElseThrow(() -> new IllegalStateException("There is no row to change"));
    if (isRefused(put, Optional.of(key), change.columns())) {
      return of(PARKED);
    }
    boolean differs = !change.columns().isEmpty() && rows.write(key, put.id(), change.columns());
    link(known, key, put, change.base(), differs);
    if (change.endsPending()) {
      endPending(known, key);
    }
    noteLosses(put.id(), Optional.of(key), change.losses());
    return new AppliedPage(differs ? UPDATED : UNCHANGED, 0, change.losses().size());
  }

  /** Parks the record if the database would refuse the values. */
  private boolean isRefused(
      RowWrite.Put put, Optional<RowKey> row, List<MergeDecision.ColumnValue> columns) {
    Optional<Problem> refusal = rows.refusal(row, columns);
    refusal.ifPresent(p -> MemoryChangeWriter.park(store, name(), put.id(), p));
    return refusal.isPresent();
  }

  private void link(
      MergeCase known, RowKey key, RowWrite.Put put, List<Optional<Value>> base, boolean differs) {
    Optional<Link> before = state.link(put.id());
    var record =
        new LinkedRecord(
            put.id(),
            base,
            put.systemModstamp(),
            known.token(),
            before.map(l -> l.record().pushedToken()).orElse(0L),
            before.map(l -> l.record().eventToken()).orElse(0L));
    Link link = before.map(l -> l.with(record)).orElseGet(() -> Link.of(key, record));
    state.put(differs ? link.turned(Side.SALESFORCE, store.now()) : link);
    state.parked.remove(put.id());
  }

  private AppliedPage insert(MergeCase known, RowWrite.Put put, MergeDecision.Insert insert) {
    Optional<Link> before = state.link(put.id());
    if (isRefused(put, before.map(Link::row), rows.columns(put.values()))) {
      return of(PARKED);
    }
    RowKey key = before.map(Link::row).orElseGet(rows.table()::nextKey);
    rows.write(key, put.id(), rows.columns(put.values()));
    link(known, key, put, MemoryChangeWriter.base(mapping, put, before), true);
    if (insert.endsPending()) {
      endPending(known, key);
    }
    return of(INSERTED);
  }

  /** Takes the row's entry away, unless our own write has just been noticed as a change. */
  private void endPending(MergeCase known, RowKey key) {
    Entry entry = state.outbox.get(key);
    if (entry != null && known.pending().filter(p -> p.version() == entry.version).isPresent()) {
      state.outbox.remove(key);
    }
  }

  private AppliedPage recreate(RecordId record) {
    state.tombstones.put(record, store.nextToken());
    state
        .link(record)
        .ifPresent(
            link -> {
              state.unlink(record);
              Entry entry = state.outbox.get(link.row());
              if (entry == null) {
                new Captured(store).enter(state, link.row(), false);
              } else {
                entry.ready(store.now());
              }
              note(record, Optional.of(link.row()), Event.UNLINKED);
            });
    return of(UNCHANGED);
  }

  private void noteLosses(RecordId record, Optional<RowKey> row, List<MergeDecision.Loss> losses) {
    losses.forEach(_ -> note(record, row, Event.CONFLICT));
  }

  private void note(RecordId record, Optional<RowKey> row, Event event) {
    store.note(name(), Optional.of(record), row, event, "{}");
  }
}
