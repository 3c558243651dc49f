package dev.syncline.engine.testing;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.Leases;
import dev.syncline.engine.database.MappingCounts;
import dev.syncline.engine.database.PageTask;
import dev.syncline.engine.database.PageWriter;
import dev.syncline.engine.database.ParkedRecord;
import dev.syncline.engine.database.RefreshRun;
import dev.syncline.engine.database.RefreshStore;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.mapping.TableDesign;
import dev.syncline.engine.org.OrgIdentity;
import dev.syncline.engine.org.PageRef;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import dev.syncline.model.TableDescription;
import dev.syncline.model.TableName;
import dev.syncline.model.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A database in memory with the port's promises: a page commits whole, or not at all. */
public final class MemoryDatabase extends RefreshedDatabase implements Leases, RefreshStore {
  private record Row(List<Value> values, long seenRun) {}

  private final Map<RecordId, Row> rows = new TreeMap<>();
  private final TreeMap<Long, PageTask> pages = new TreeMap<>();
  private final List<RecordId> parked = new ArrayList<>();
  private long token;
  private @Nullable RefreshRun run;
  private long fence;
  private long nextOrdinal;

  /** Called after each committed page; a test stops or kills the refresh here. */
  public Runnable afterCommit = () -> {};

  public synchronized int size() {
    return rows.size();
  }

  /** Takes every lease away, as another process would. */
  public synchronized void takeOver() {
    fence++;
  }

  @Override
  public DatabaseName name() {
    return new DatabaseName("app");
  }

  @Override
  public void install() {}

  @Override
  public Optional<TableDescription> describe(TableName table) {
    return Optional.empty();
  }

  @Override
  public void create(TableDesign design) {}

  @Override
  public boolean addDeferredIndex(ResolvedMapping mapping) {
    return false;
  }

  @Override
  public Leases leases() {
    return this;
  }

  @Override
  public RefreshStore refreshes() {
    return this;
  }

  @Override
  public void bindOrg(ResolvedMapping mapping, OrgIdentity identity) {}

  @Override
  public synchronized Lease acquire(String job, Duration duration) {
    return new Lease(job, ++fence);
  }

  @Override
  public synchronized void renew(Lease lease, Duration duration) {
    check(lease);
  }

  @Override
  public void release(Lease lease) {}

  @Override
  public synchronized Optional<RefreshRun> findUnfinished(MappingName mapping) {
    return findLast(mapping).filter(r -> r.state() == RefreshRun.State.RUNNING);
  }

  @Override
  public synchronized Optional<RefreshRun> findLast(MappingName mapping) {
    return Optional.ofNullable(run);
  }

  @Override
  public synchronized RefreshRun start(Lease lease, MappingName mapping, NewRun started) {
    check(lease);
    pages.clear();
    run =
        new RefreshRun(
            run == null ? 1 : run.id() + 1,
            mapping,
            started.method(),
            started.handle(),
            started.fingerprint(),
            Optional.empty(),
            false,
            OptionalLong.empty(),
            PullOutcome.NONE,
            RefreshRun.State.RUNNING,
            Instant.EPOCH,
            Optional.empty());
    return run;
  }

  @Override
  public synchronized void recordTotal(Lease lease, long id, OptionalLong records) {
    check(lease);
    RefreshRun r = current();
    change(r.cursor(), r.pagesListed(), records, r.outcome(), r.state());
  }

  @Override
  public synchronized void addPages(
      Lease lease, long id, List<PageRef> added, Optional<String> cursor) {
    check(lease);
    added.forEach(this::addPage);
    RefreshRun r = current();
    change(cursor, cursor.isEmpty(), r.records(), r.outcome(), r.state());
  }

  private void addPage(PageRef page) {
    pages.put(nextOrdinal, new PageTask(current().id(), nextOrdinal, page));
    nextOrdinal++;
  }

  @Override
  public synchronized List<PageTask> pendingPages(long id, long afterOrdinal, int max) {
    return pages.tailMap(afterOrdinal, false).values().stream().limit(max).toList();
  }

  @Override
  public synchronized void end(Lease lease, long id, RefreshRun.State state) {
    check(lease);
    RefreshRun r = current();
    pages.clear();
    change(r.cursor(), r.pagesListed(), r.records(), r.outcome(), state);
  }

  @Override
  public PageWriter openPageWriter(ResolvedMapping mapping) {
    return new Writer();
  }

  private final class Writer implements PageWriter {
    @Override
    public PullOutcome write(
        Lease lease,
        PageTask page,
        Iterator<PlannedChange> changes,
        Supplier<Optional<PageRef>> nextPage) {
      var staged = new ArrayList<PlannedChange>();
      changes.forEachRemaining(staged::add);
      Optional<PageRef> next = nextPage.get();
      PullOutcome outcome = commit(lease, page, staged, next);
      afterCommit.run();
      return outcome;
    }

    @Override
    public void close() {}
  }

  private synchronized PullOutcome commit(
      Lease lease, PageTask page, List<PlannedChange> staged, Optional<PageRef> next) {
    check(lease);
    PullOutcome outcome = PullOutcome.NONE;
    for (PlannedChange change : staged) {
      outcome = outcome.plus(apply(change));
    }
    if (pages.remove(page.ordinal()) == null) {
      throw new AssertionError("page " + page.ordinal() + " was committed twice");
    }
    next.ifPresent(this::addPage);
    RefreshRun r = current();
    change(r.cursor(), r.pagesListed(), r.records(), r.outcome().plus(outcome), r.state());
    return outcome;
  }

  private PullOutcome apply(PlannedChange change) {
    return switch (change) {
      case PlannedChange.Park park -> {
        parked.add(park.record());
        yield new PullOutcome(0, 0, 0, 0, 1);
      }
      case PlannedChange.Write write -> {
        var row = new Row(write.write().values(), current().id());
        Row before = rows.put(write.write().id(), row);
        if (before == null) {
          yield new PullOutcome(1, 0, 0, 0, 0);
        }
        boolean same = before.values().equals(row.values());
        yield new PullOutcome(0, same ? 0 : 1, same ? 1 : 0, 0, 0);
      }
    };
  }

  @Override
  public boolean isInstalled() {
    return true;
  }

  @Override
  public List<String> missingRights(TableName table) {
    return List.of();
  }

  @Override
  public List<RecordId> waitingPortions(ResolvedMapping mapping, int size) {
    return List.of();
  }

  @Override
  public void resolveReferences(
      ResolvedMapping mapping, Lease lease, Optional<RecordId> after, RecordId last) {
    check(lease);
  }

  @Override
  public synchronized List<RecordId> unseen(
      ResolvedMapping mapping, long id, Optional<RecordId> after, int max) {
    return rows.entrySet().stream()
        .filter(e -> e.getValue().seenRun() != id)
        .map(Map.Entry::getKey)
        .filter(r -> after.isEmpty() || r.compareTo(after.get()) > 0)
        .limit(max)
        .toList();
  }

  @Override
  public synchronized PullOutcome applyDeletes(
      ResolvedMapping mapping, Lease lease, List<RecordId> records) {
    check(lease);
    records.forEach(rows::remove);
    return new PullOutcome(0, 0, 0, records.size(), 0);
  }

  @Override
  public synchronized MappingCounts counts(MappingName mapping) {
    return new MappingCounts(rows.size(), parked.size(), 0);
  }

  @Override
  public long waitingCount(MappingName mapping) {
    return 0;
  }

  @Override
  public synchronized long parkedCount(MappingName mapping) {
    return parked.size();
  }

  @Override
  public List<ParkedRecord> parked(MappingName mapping, int max) {
    return List.of();
  }

  @Override
  public Optional<ParkedRecord> parked(MappingName mapping, RecordId record) {
    return Optional.empty();
  }

  @Override
  public synchronized long forgetParked(MappingName mapping, Collection<RecordId> records) {
    return records.stream().filter(parked::remove).count();
  }

  @Override
  public void close() {}

  private RefreshRun current() {
    if (run == null) {
      throw new AssertionError("no run was started");
    }
    return run;
  }

  private void change(
      Optional<String> cursor,
      boolean listed,
      OptionalLong records,
      PullOutcome outcome,
      RefreshRun.State state) {
    RefreshRun r = current();
    run =
        new RefreshRun(
            r.id(),
            r.mapping(),
            r.method(),
            r.handle(),
            r.fingerprint(),
            cursor,
            listed,
            records,
            outcome,
            state,
            r.startedAt(),
            r.endedAt());
  }

  private void check(Lease lease) {
    if (lease.fence() != fence) {
      throw new DatabaseException(
          new Problem(Lease.LOST, ErrorClass.TRANSIENT, "another took over", "none"));
    }
  }

  @Override
  public synchronized long nextToken() {
    return ++token;
  }
}
