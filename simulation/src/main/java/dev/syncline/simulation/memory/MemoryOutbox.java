package dev.syncline.simulation.memory;

import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.EntryFilter;
import dev.syncline.engine.database.Outbox;
import dev.syncline.engine.database.OutboxCounts;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.database.OutboxEntry.State;
import dev.syncline.engine.database.RowChoice;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.scope.Standing;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowChange;
import dev.syncline.model.RowKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The outbox. */
final class MemoryOutbox implements Outbox {
  private final Store store;

  MemoryOutbox(Store store) {
    this.store = store;
  }

  @Override
  public Claim newClaim() {
    return new Claim(store.nextNumber());
  }

  @Override
  public List<ClaimedRow> claim(
      ResolvedMapping mapping, Claim claim, Which which, int max, Duration hold) {
    Rows rows = new Rows(store, mapping);
    Instant now = store.now();
    List<Entry> taken =
        rows.state().outbox.values().stream()
            .filter(e -> isMeant(e, which))
            .filter(e -> e.isClaimable(now) && !rows.table().isLocked(e.row))
            .sorted(Comparator.comparingLong((Entry e) -> e.order))
            .limit(Math.min(max, MAX_CLAIM))
            .toList();
    taken.forEach(e -> take(e, claim, now.plus(hold)));
    return taken.stream().map(e -> claimed(rows, e)).toList();
  }

  @Override
  public List<ClaimedRow> claimRows(
      ResolvedMapping mapping, Claim claim, Collection<RowKey> keys, Duration hold) {
    Rows rows = new Rows(store, mapping);
    Instant now = store.now();
    var taken = new ArrayList<ClaimedRow>();
    for (RowKey key : keys) {
      if (rows.table().isLocked(key)) {
        continue;
      }
      Entry entry = rows.state().outbox.get(key);
      if (entry == null) {
        new Captured(store).enter(rows.state(), key, !rows.table().has(key));
        entry = Objects.requireNonNull(rows.state().outbox.get(key));
      }
      if (!entry.isHeld(now)) {
        take(entry, claim, now.plus(hold));
        taken.add(claimed(rows, entry));
      }
    }
    return taken;
  }

  private static boolean isMeant(Entry entry, Which which) {
    return switch (which) {
      case ALL -> true;
      case CHANGES -> !entry.gone;
      case DELETIONS -> entry.gone;
    };
  }

  private static void take(Entry entry, Claim claim, Instant until) {
    entry.state = State.CLAIMED;
    entry.claim = claim;
    entry.claimedVersion = entry.version;
    entry.claimedUntil = until;
    entry.waitsFor = null;
  }

  private ClaimedRow claimed(Rows rows, Entry entry) {
    Instant now = store.now();
    Optional<Link> link = rows.state().link(entry.row);
    RowChange change =
        rows.find(entry.row)
            .<RowChange>map(
                row ->
                    new RowChange.Present(
                        entry.row, entry.claimedVersion, entry.changedAt, row.values()))
            .orElseGet(() -> new RowChange.Gone(entry.row, entry.claimedVersion, entry.changedAt));
    int turns = link.filter(l -> !l.isRested(now)).map(Link::turns).orElse(0);
    return new ClaimedRow(
        change,
        link.map(Link::record),
        rows.orphans(entry.row),
        entry.attempts,
        Optional.ofNullable(entry.intent),
        entry.split,
        entry.firstChangedAt,
        turns,
        Standing.INSIDE);
  }

  /** The entries of a job, with what was intended. */
  List<ClaimedRow> ofJob(ResolvedMapping mapping, long job) {
    Rows rows = new Rows(store, mapping);
    return rows.state().outbox.values().stream()
        .filter(e -> e.state == State.CLAIMED && e.job != null && e.job == job)
        .map(e -> claimed(rows, e))
        .toList();
  }

  @Override
  public void renew(Claim claim, Duration hold) {
    Instant until = store.now().plus(hold);
    forEachOf(claim, e -> e.claimedUntil = until);
    new MemoryWriteJobs(store, this).renew(claim, until);
  }

  @Override
  public void intend(MappingName mapping, Claim claim, Collection<ClaimedRow.Intent> intents) {
    for (ClaimedRow.Intent intent : intents) {
      Entry entry = store.state(mapping).outbox.get(intent.write().row());
      if (entry != null && entry.isHeldBy(claim)) {
        entry.intent = intent;
      }
    }
  }

  @Override
  public void settle(ResolvedMapping mapping, Claim claim, Collection<Settlement> settlements) {
    var settling = new Settling(store, mapping);
    settlements.forEach(s -> settling.settle(claim, s));
    WaitingReferences.resolveAll(store);
  }

  @Override
  public void release(Claim claim) {
    Instant now = store.now();
    forEachOf(
        claim,
        e -> {
          if (e.job == null) {
            e.ready(now);
          }
        });
  }

  private void forEachOf(Claim claim, Consumer<Entry> action) {
    store.mappings().values().stream()
        .flatMap(s -> s.outbox.values().stream())
        .filter(e -> e.isHeldBy(claim))
        .forEach(action);
  }

  @Override
  public long releaseRead(ResolvedMapping mapping, Collection<RecordId> records) {
    Instant now = store.now();
    MappingState state = store.state(mapping);
    List<Entry> read =
        records.stream()
            .filter(record -> !state.pullQueue.containsKey(record))
            .flatMap(record -> state.link(record).stream())
            .flatMap(link -> Optional.ofNullable(state.outbox.get(link.row())).stream())
            .filter(e -> e.state == State.READY && e.availableAt.isAfter(now))
            .filter(e -> e.problem != null && e.problem.code().equals(Settlement.UNREAD))
            .toList();
    read.forEach(e -> e.availableAt = now);
    return read.size();
  }

  @Override
  public long releaseWaiting(ResolvedMapping mapping) {
    Instant now = store.now();
    List<Entry> free =
        store.state(mapping).outbox.values().stream()
            .filter(e -> e.state == State.WAITING && e.waitsFor != null)
            .filter(e -> isLinked(Objects.requireNonNull(e.waitsFor)))
            .toList();
    free.forEach(e -> e.ready(now));
    return free.size();
  }

  private boolean isLinked(OutboxEntry.Parent parent) {
    return store.state(parent.mapping()).link(parent.row()).isPresent();
  }

  @Override
  public List<WaitEdge> waits(MappingName mapping, int max) {
    return store.state(mapping).outbox.values().stream()
        .filter(e -> e.state == State.WAITING)
        .flatMap(
            e ->
                Optional.ofNullable(e.waitsFor)
                    .map(p -> new WaitEdge(new OutboxEntry.Parent(mapping, e.row), p))
                    .stream())
        .limit(max)
        .toList();
  }

  @Override
  public void split(MappingName mapping, Collection<RowKey> rows) {
    Instant now = store.now();
    for (RowKey row : rows) {
      Entry entry = store.state(mapping).outbox.get(row);
      if (entry != null && entry.state == State.WAITING) {
        entry.split = true;
        entry.ready(now);
      }
    }
  }

  @Override
  public long ready(MappingName mapping, long atMost) {
    return Math.min(atMost, counts(mapping).ready());
  }

  @Override
  public OutboxCounts counts(MappingName mapping) {
    Instant now = store.now();
    List<Entry> all = List.copyOf(store.state(mapping).outbox.values());
    Predicate<Entry> later = e -> e.state == State.READY && e.availableAt.isAfter(now);
    return new OutboxCounts(
        count(all, e -> e.isClaimable(now)),
        count(all, later),
        count(all, e -> e.isHeld(now)),
        count(all, e -> e.state == State.WAITING),
        count(all, e -> e.state == State.PARKED),
        all.stream()
            .filter(e -> e.state != State.PARKED)
            .map(e -> e.firstChangedAt)
            .min(Comparator.naturalOrder()),
        all.stream().filter(later).map(e -> e.availableAt).min(Comparator.naturalOrder()));
  }

  private static long count(List<Entry> entries, Predicate<Entry> which) {
    return entries.stream().filter(which).count();
  }

  @Override
  public List<OutboxEntry> list(EntryFilter filter, int max) {
    return matching(filter)
        .sorted(Comparator.comparingLong((Entry e) -> e.order))
        .limit(max)
        .map(e -> shown(filter.mapping(), e))
        .toList();
  }

  private OutboxEntry shown(MappingName mapping, Entry entry) {
    Optional<Instant> next =
        entry.state == State.READY ? Optional.of(entry.availableAt) : Optional.empty();
    return new OutboxEntry(
        mapping,
        entry.row,
        store.state(mapping).link(entry.row).map(Link::id),
        entry.version,
        entry.gone,
        entry.state,
        entry.attempts,
        Optional.ofNullable(entry.problem),
        entry.changedAt,
        next,
        Optional.ofNullable(entry.waitsFor));
  }

  private Stream<Entry> matching(EntryFilter filter) {
    return store.state(filter.mapping()).outbox.values().stream()
        .filter(e -> filter.state().isEmpty() || filter.state().get() == e.state)
        .filter(e -> filter.row().isEmpty() || filter.row().get().equals(e.row))
        .filter(
            e ->
                filter.code().isEmpty()
                    || (e.problem != null && filter.code().get().equals(e.problem.code())));
  }

  @Override
  public long count(EntryFilter filter) {
    return matching(filter).count();
  }

  @Override
  public long retry(EntryFilter filter) {
    Instant now = store.now();
    List<Entry> meant = matching(filter).filter(e -> e.state != State.CLAIMED).toList();
    for (Entry entry : meant) {
      entry.attempts = 0;
      entry.problem = null;
      entry.ready(now);
    }
    return meant.size();
  }

  @Override
  public long drop(EntryFilter filter) {
    List<Entry> meant = matching(filter).filter(e -> e.state != State.CLAIMED).toList();
    meant.forEach(e -> store.state(filter.mapping()).outbox.remove(e.row));
    return meant.size();
  }

  @Override
  public long add(ResolvedMapping mapping, Collection<RowKey> keys) {
    Rows rows = new Rows(store, mapping);
    keys.forEach(k -> new Captured(store).enter(rows.state(), k, !rows.table().has(k)));
    return keys.size();
  }

  @Override
  public long addLater(ResolvedMapping mapping, Collection<RowKey> keys) {
    return add(mapping, keys);
  }

  @Override
  public long add(ResolvedMapping mapping, RowChoice choice) {
    if (choice.where().isPresent()) {
      throw new UnsupportedOperationException("Conditions on rows are tested on databases");
    }
    Rows rows = new Rows(store, mapping);
    return add(
        mapping,
        rows.table().keys().stream()
            .filter(k -> !choice.unlinked() || rows.state().link(k).isEmpty())
            .toList());
  }
}
