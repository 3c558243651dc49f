package dev.syncline.simulation.memory;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.LiveChange;
import dev.syncline.engine.database.LiveCommit;
import dev.syncline.engine.database.LiveOutcome;
import dev.syncline.engine.database.LivePage;
import dev.syncline.engine.database.LiveWriter;
import dev.syncline.engine.database.MergeDecision.Side;
import dev.syncline.engine.database.PullQueue.Reason;
import dev.syncline.engine.database.SeenLink;
import dev.syncline.engine.database.StreamHole;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.RowWrite;
import dev.syncline.model.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Takes events in. */
final class MemoryLiveWriter implements LiveWriter {
  private final Store store;
  private final MemoryLeases leases;
  private final MemoryStreams streams;
  private final MemoryPullQueue queue;

  MemoryLiveWriter(Store store, MemoryLeases leases, MemoryStreams streams) {
    this.store = store;
    this.leases = leases;
    this.streams = streams;
    this.queue = new MemoryPullQueue(store);
  }

  @Override
  public Map<RecordId, SeenLink> links(ResolvedMapping mapping, Collection<RecordId> records) {
    MappingState state = store.state(mapping);
    Map<RecordId, SeenLink> links = new HashMap<>();
    for (RecordId record : records) {
      state
          .link(record)
          .ifPresent(
              link ->
                  links.put(
                      record,
                      new SeenLink(
                          link.record(),
                          version(link),
                          Optional.ofNullable(state.events.get(record)))));
    }
    return links;
  }

  private static String version(Link link) {
    return Integer.toString(Objects.hash(link.row(), link.record()));
  }

  @Override
  public LiveOutcome commit(Lease lease, LiveCommit commit) {
    leases.check(lease);
    Map<MappingName, AppliedPage> pages = new LinkedHashMap<>();
    Map<MappingName, Set<RecordId>> aside = new HashMap<>();
    for (LivePage page : commit.pages()) {
      MappingName name = page.mapping().mapping().name();
      Set<RecordId> own = new HashSet<>();
      pages.put(name, apply(page, commit.token(), own));
      if (!own.isEmpty()) {
        aside.put(name, own);
      }
    }
    WaitingReferences.resolveAll(store);
    commit.progress().ifPresent(streams::progress);
    List<StreamHole> holes =
        commit.progress().map(p -> streams.open(p.stream(), commit.holes())).orElse(List.of());
    return new LiveOutcome(pages, aside, holes);
  }

  private AppliedPage apply(LivePage page, long token, Set<RecordId> own) {
    MappingName name = page.mapping().mapping().name();
    page.again().forEach((record, why) -> queue.add(name, List.of(record), why));
    AppliedPage applied = new AppliedPage(PullOutcome.NONE, page.again().size(), 0);
    for (LiveChange change : page.changes()) {
      applied = applied.plus(apply(page.mapping(), change, token, own));
    }
    return applied;
  }

  private AppliedPage apply(
      ResolvedMapping mapping, LiveChange change, long token, Set<RecordId> own) {
    RowWrite.Put put = change.write();
    var rows = new Rows(store, mapping);
    Optional<Link> link = rows.state().link(put.id());
    Optional<Reason> closer = closerLook(rows, change, link);
    boolean isSame =
        link.filter(l -> MemoryChangeWriter.base(mapping, put, link).equals(l.record().base()))
            .isPresent();
    if (closer.isEmpty() && !isSame) {
      closer = busy(rows, link);
    }
    if (closer.isPresent()) {
      boolean waits =
          change.own()
              && (closer.get() == Reason.PENDING_CHANGE || closer.get() == Reason.UNKNOWN_CREATE);
      if (waits) {
        own.add(put.id());
        return AppliedPage.NONE;
      }
      queue.deferApplied(mapping.mapping().name(), put.id());
      return new AppliedPage(PullOutcome.NONE, 1, 0);
    }
    Optional<Problem> refusal =
        isSame ? Optional.empty() : rows.refusal(link.map(Link::row), rows.columns(put.values()));
    if (refusal.isPresent()) {
      MemoryChangeWriter.park(store, mapping.mapping().name(), put.id(), refusal.get());
      return MemoryChangeWriter.of(MemoryChangeWriter.PARKED);
    }
    return write(rows, mapping, change, token);
  }

  private AppliedPage write(Rows rows, ResolvedMapping mapping, LiveChange change, long token) {
    RowWrite.Put put = change.write();
    MappingState state = rows.state();
    Optional<Link> link = state.link(put.id());
    RowKey key = link.map(Link::row).orElseGet(rows.table()::nextKey);
    boolean isNew = link.isEmpty();
    List<Optional<Value>> base = MemoryChangeWriter.base(mapping, put, link);
    boolean isSame = link.filter(l -> l.record().base().equals(base)).isPresent();
    boolean differs = !isSame && rows.write(key, put.id(), rows.columns(put.values()));
    var record =
        new LinkedRecord(
            put.id(),
            base,
            put.systemModstamp(),
            link.map(l -> l.record().readToken()).orElse(0L),
            link.map(l -> l.record().pushedToken()).orElse(0L),
            token);
    Link next = link.map(l -> l.with(record)).orElseGet(() -> Link.of(key, record));
    state.put(differs && !isNew ? next.turned(Side.SALESFORCE, store.now()) : next);
    state.events.put(put.id(), change.place());
    return MemoryChangeWriter.of(
        isNew
            ? MemoryChangeWriter.INSERTED
            : differs ? MemoryChangeWriter.UPDATED : MemoryChangeWriter.UNCHANGED);
  }

  /** Why nothing may be written, whatever it is. */
  private static Optional<Reason> closerLook(Rows rows, LiveChange change, Optional<Link> link) {
    MappingState state = rows.state();
    RecordId id = change.write().id();
    boolean outrun = !link.map(MemoryLiveWriter::version).equals(change.version());
    boolean buried = link.isEmpty() && state.tombstones.containsKey(id);
    if (outrun || buried || state.parked.containsKey(id)) {
      return Optional.of(Reason.STALE_READ);
    }
    boolean unknown =
        link.isEmpty()
            && (state.hasUnknownCreates()
                || rows.lookalike(id, change.write().values()).isPresent());
    return unknown ? Optional.of(Reason.UNKNOWN_CREATE) : Optional.empty();
  }

  /** Why a row may not be written now. */
  private static Optional<Reason> busy(Rows rows, Optional<Link> link) {
    if (link.isEmpty()) {
      return Optional.empty();
    }
    RowKey row = link.get().row();
    if (rows.state().outbox.containsKey(row)) {
      return Optional.of(Reason.PENDING_CHANGE);
    }
    return rows.table().isLocked(row) || !rows.table().has(row)
        ? Optional.of(Reason.LOCKED)
        : Optional.empty();
  }

  @Override
  public void close() {
    // There is no connection to give back.
  }
}
