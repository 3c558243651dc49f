package dev.syncline.simulation.memory;

import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.PageTask;
import dev.syncline.engine.database.RefreshRun;
import dev.syncline.engine.database.RefreshStore;
import dev.syncline.engine.org.PageRef;
import dev.syncline.model.MappingName;
import dev.syncline.model.PullOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The checkpoints of refreshes. */
final class MemoryRefreshStore implements RefreshStore {
  private final Store store;
  private final MemoryLeases leases;
  private final TreeMap<Long, RefreshRun> runs = new TreeMap<>();
  private final TreeMap<Long, TreeMap<Long, PageTask>> pages = new TreeMap<>();
  private final TreeMap<Long, Long> tokens = new TreeMap<>();
  private long lastOrdinal;

  MemoryRefreshStore(Store store, MemoryLeases leases) {
    this.store = store;
    this.leases = leases;
  }

  @Override
  public Optional<RefreshRun> findUnfinished(MappingName mapping) {
    return findLast(mapping).filter(r -> r.state() == RefreshRun.State.RUNNING);
  }

  @Override
  public Optional<RefreshRun> findLast(MappingName mapping) {
    return runs.descendingMap().values().stream()
        .filter(r -> r.mapping().equals(mapping))
        .findFirst();
  }

  @Override
  public RefreshRun start(Lease lease, MappingName mapping, NewRun planned) {
    leases.check(lease);
    var run =
        new RefreshRun(
            runs.isEmpty() ? 1 : runs.lastKey() + 1,
            mapping,
            planned.method(),
            planned.handle(),
            planned.fingerprint(),
            Optional.empty(),
            false,
            OptionalLong.empty(),
            PullOutcome.NONE,
            RefreshRun.State.RUNNING,
            store.now(),
            Optional.empty());
    runs.put(run.id(), run);
    tokens.put(run.id(), planned.token());
    pages.put(run.id(), new TreeMap<>());
    return run;
  }

  @Override
  public void recordTotal(Lease lease, long run, OptionalLong records) {
    leases.check(lease);
    RefreshRun r = run(run);
    put(r, r.cursor(), r.pagesListed(), records, r.outcome(), r.state());
  }

  @Override
  public void addPages(Lease lease, long run, List<PageRef> added, Optional<String> cursor) {
    leases.check(lease);
    added.forEach(page -> addPage(run, page));
    RefreshRun r = run(run);
    put(r, cursor, cursor.isEmpty(), r.records(), r.outcome(), r.state());
  }

  private void addPage(long run, PageRef page) {
    long ordinal = lastOrdinal++;
    pagesOf(run).put(ordinal, new PageTask(run, ordinal, page));
  }

  private TreeMap<Long, PageTask> pagesOf(long run) {
    return pages.computeIfAbsent(run, _ -> new TreeMap<>());
  }

  @Override
  public List<PageTask> pendingPages(long run, long afterOrdinal, int max) {
    return pagesOf(run).tailMap(afterOrdinal, false).values().stream().limit(max).toList();
  }

  /** A page's rows are in; the page behind it may be known now. */
  void committed(PageTask page, PullOutcome outcome, Optional<PageRef> next) {
    pagesOf(page.run()).remove(page.ordinal());
    next.ifPresent(n -> addPage(page.run(), n));
    RefreshRun r = run(page.run());
    put(r, r.cursor(), r.pagesListed(), r.records(), r.outcome().plus(outcome), r.state());
  }

  @Override
  public void end(Lease lease, long run, RefreshRun.State state) {
    leases.check(lease);
    RefreshRun r = run(run);
    pages.remove(run);
    put(r, r.cursor(), r.pagesListed(), r.records(), r.outcome(), state);
    if (state == RefreshRun.State.COMPLETED) {
      Instant began = r.startedAt();
      store.state(r.mapping()).parked.values().removeIf(p -> p.parkedAt().isBefore(began));
    }
  }

  /** The number from before a run's reading began. */
  long token(long run) {
    return tokens.getOrDefault(run, 0L);
  }

  private RefreshRun run(long id) {
    RefreshRun run = runs.get(id);
    if (run == null) {
      throw new IllegalArgumentException("There is no run " + id);
    }
    return run;
  }

  private void put(
      RefreshRun r,
      Optional<String> cursor,
      boolean listed,
      OptionalLong records,
      PullOutcome outcome,
      RefreshRun.State state) {
    boolean ends = state != RefreshRun.State.RUNNING;
    runs.put(
        r.id(),
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
            ends ? Optional.of(store.now()) : Optional.empty()));
  }
}
