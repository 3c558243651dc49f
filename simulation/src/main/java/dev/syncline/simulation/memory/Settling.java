package dev.syncline.simulation.memory;

import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.HistoryEntry.Event;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.MergeDecision.Side;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.database.OutboxEntry.State;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;

/** Settles claimed entries. */
final class Settling {
  private final Store store;
  private final ResolvedMapping mapping;
  private final Rows rows;
  private final MappingState state;

  Settling(Store store, ResolvedMapping mapping) {
    this.store = store;
    this.mapping = mapping;
    this.rows = new Rows(store, mapping);
    this.state = rows.state();
  }

  /** Settles one, unless the claim no longer holds it or the application is changing the row. */
  void settle(Claim claim, Settlement settlement) {
    Entry entry = state.outbox.get(settlement.key());
    if (entry == null || !entry.isHeldBy(claim) || rows.table().isLocked(entry.row)) {
      return;
    }
    boolean changed = entry.version != settlement.version();
    switch (settlement) {
      case Settlement.Linked linked -> linked(entry, linked, changed);
      case Settlement.Nothing _ -> end(entry, changed);
      case Settlement.Unlinked unlinked -> unlinked(entry, unlinked, changed);
      case Settlement.Recreate recreate -> {
        state.unlink(recreate.id());
        state.tombstones.put(recreate.id(), store.nextToken());
        note(Optional.of(recreate.id()), entry.row, Event.UNLINKED);
        again(entry);
      }
      case Settlement.Retry retry -> retry(entry, retry, changed);
      case Settlement.Wait wait -> await(entry, wait, changed);
      case Settlement.Hold hold -> hold(entry, hold, changed);
      case Settlement.Park park -> park(entry, park.problem(), changed);
      case Settlement.Release _ -> entry.ready(store.now());
    }
  }

  private void hold(Entry entry, Settlement.Hold hold, boolean changed) {
    entry.intent = null;
    var row = new OutboxEntry.Parent(mapping.mapping().name(), entry.row);
    boolean awaited =
        store.mappings().values().stream()
            .flatMap(s -> s.outbox.values().stream())
            .anyMatch(e -> row.equals(e.waitsFor));
    if (changed || (hold.whileAwaited() && !awaited)) {
      end(entry, changed);
      return;
    }
    entry.ready(store.now());
    entry.state = State.WAITING;
    entry.problem = hold.problem();
  }

  private void end(Entry entry, boolean changed) {
    if (changed) {
      again(entry);
    } else {
      state.outbox.remove(entry.row);
    }
  }

  /** The entry is ready, as if it were new. */
  private void again(Entry entry) {
    entry.intent = null;
    entry.attempts = 0;
    entry.split = false;
    entry.problem = null;
    entry.ready(store.now());
  }

  private void linked(Entry entry, Settlement.Linked settled, boolean changed) {
    Optional<Link> before = state.link(entry.row);
    Optional<Link> ofRecord = state.link(settled.id());
    boolean taken = ofRecord.filter(l -> !l.row().equals(entry.row)).isPresent();
    if (taken || before.filter(l -> !l.id().equals(settled.id())).isPresent()) {
      park(entry, linkTaken(settled), false);
      return;
    }
    long pushed = before.map(l -> l.record().pushedToken()).orElse(0L);
    long token = settled.sent() || before.isEmpty() ? store.nextToken() : pushed;
    var record =
        new LinkedRecord(
            settled.id(),
            base(before, settled),
            before.map(l -> l.record().systemModstamp()).orElse(Instant.EPOCH),
            before.map(l -> l.record().readToken()).orElse(0L),
            token,
            before.map(l -> l.record().eventToken()).orElse(0L));
    Link link = before.map(l -> l.with(record)).orElseGet(() -> Link.of(entry.row, record));
    state.put(settled.sent() ? link.turned(Side.DATABASE, store.now()) : link);
    if (settled.sent()) {
      note(Optional.of(settled.id()), entry.row, Event.PUSHED);
    }
    if (before.isEmpty()) {
      releaseChildren(entry.row);
    }
    end(entry, changed || settled.remains());
  }

  private ArrayList<Optional<Value>> base(Optional<Link> before, Settlement.Linked settled) {
    var base = new ArrayList<Optional<Value>>();
    for (int i = 0; i < mapping.bindings().size(); i++) {
      FieldBinding binding = mapping.bindings().get(i);
      int number = i;
      Optional<Value> agreed = Optional.ofNullable(settled.agreed().get(binding.field().name()));
      base.add(agreed.or(() -> before.flatMap(l -> l.record().base().get(number))));
    }
    return base;
  }

  private void releaseChildren(RowKey row) {
    var parent = new OutboxEntry.Parent(mapping.mapping().name(), row);
    store.mappings().values().stream()
        .flatMap(s -> s.outbox.values().stream())
        .filter(e -> e.state == State.WAITING && parent.equals(e.waitsFor))
        .forEach(e -> e.ready(store.now()));
  }

  private void unlinked(Entry entry, Settlement.Unlinked settled, boolean changed) {
    state.tombstones.put(settled.id(), store.nextToken());
    state.unlink(settled.id());
    note(Optional.of(settled.id()), entry.row, Event.DELETED);
    if (settled.removesRow() && !changed) {
      new Captured(store).delete(rows.table(), entry.row, false);
    }
    end(entry, changed);
  }

  private void retry(Entry entry, Settlement.Retry settled, boolean changed) {
    if (!settled.keepsIntent()) {
      entry.intent = null;
    }
    if (settled.countsAttempt()) {
      entry.attempts++;
      note(state.link(entry.row).map(Link::id), entry.row, Event.REFUSED);
    }
    entry.problem = settled.problem();
    entry.ready(changed ? store.now() : store.now().plus(settled.after()));
  }

  private void await(Entry entry, Settlement.Wait settled, boolean changed) {
    boolean arrived = store.state(settled.parent()).link(settled.parentRow()).isPresent();
    entry.ready(store.now());
    if (!changed && !arrived) {
      entry.state = State.WAITING;
      entry.waitsFor = new OutboxEntry.Parent(settled.parent(), settled.parentRow());
    }
  }

  private void park(Entry entry, Problem problem, boolean changed) {
    if (changed) {
      again(entry);
      return;
    }
    entry.intent = null;
    entry.problem = problem;
    entry.state = State.PARKED;
    entry.letGo();
    note(state.link(entry.row).map(Link::id), entry.row, Event.PARKED);
  }

  private void note(Optional<RecordId> record, RowKey row, Event event) {
    MappingName name = Objects.requireNonNull(mapping.mapping().name());
    store.note(name, record, Optional.of(row), event, "{}");
  }

  private static Problem linkTaken(Settlement.Linked settled) {
    return new Problem(
        "LINK-TAKEN",
        ErrorClass.DATA,
        "Record " + settled.id() + " or row " + settled.key() + " is linked otherwise",
        "Remove the link that is wrong");
  }
}
