package dev.syncline.engine.refresh;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.PageTask;
import dev.syncline.engine.database.PageWriter;
import dev.syncline.engine.database.RefreshRun;
import dev.syncline.engine.inbound.RecordPlanner;
import dev.syncline.engine.lease.LeaseKeeper;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.ReadingMethod;
import dev.syncline.engine.org.ReadingState;
import dev.syncline.engine.org.RecordReading;
import dev.syncline.engine.refresh.RefreshProgress.Phase;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.PullOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The pages of one run: waits until the org has them, then loads them by several workers. */
final class RefreshLoad {
  private static final Duration FIRST_POLL = Duration.ofMillis(100);

  /**
   * What the pages came to.
   *
   * @param whole whether all pages are committed
   */
  record Loaded(OptionalLong total, PullOutcome outcome, boolean whole) {
    /** Whether the pages held as many records as the org announced, where it did. */
    boolean agrees() {
      return total.isEmpty() || total.getAsLong() == outcome.records();
    }
  }

  private final Database database;
  private final RecordReading reading;
  private final RefreshSettings settings;
  private final Pace pace;
  private final RefreshListener listener;
  private final StopSignal stop;

  RefreshLoad(
      Database database,
      RecordReading reading,
      RefreshSettings settings,
      Pace pace,
      RefreshListener listener,
      StopSignal stop) {
    this.database = database;
    this.reading = reading;
    this.settings = settings;
    this.pace = pace;
    this.listener = listener;
    this.stop = stop;
  }

  Loaded run(ResolvedMapping mapping, RefreshRun run, LeaseKeeper lease)
      throws InterruptedException {
    var tally = new RefreshTally(mapping.mapping().name(), run, listener);
    boolean allKnown = run.pagesListed();
    if (allKnown && database.refreshes().pendingPages(run.id(), -1, 1).isEmpty()) {
      return new Loaded(run.records(), run.outcome(), true);
    }
    Optional<OptionalLong> total = awaitReady(lease, tally);
    if (total.isEmpty()) {
      return new Loaded(run.records(), run.outcome(), false);
    }
    tally.announce(total.get());
    database.refreshes().recordTotal(lease.lease(), run.id(), tally.total());
    var queue =
        new PageQueue(
            reading,
            database.refreshes(),
            lease.lease(),
            run.id(),
            run.cursor(),
            run.pagesListed());
    loadPages(mapping, run, lease, queue, tally);
    Optional<ProblemException> failure = queue.failure();
    if (failure.isPresent()) {
      throw failure.get();
    }
    tally.phase(Phase.FINISHING);
    return new Loaded(tally.total(), tally.outcome(), queue.drained());
  }

  /** The total once the org is ready; empty when a stop came first. */
  private Optional<OptionalLong> awaitReady(LeaseKeeper lease, RefreshTally tally)
      throws InterruptedException {
    Duration pause = FIRST_POLL;
    while (!stop.isRequested()) {
      lease.keep();
      switch (reading.state()) {
        case ReadingState.Ready ready -> {
          return Optional.of(ready.records());
        }
        case ReadingState.Failed failed -> throw new FailedReadingException(failed.problem());
        case ReadingState.Preparing _ -> tally.phase(Phase.PREPARING);
      }
      pace.waiter().await(pause);
      pause = shorter(pause.multipliedBy(2), settings.longestPoll());
    }
    return Optional.empty();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void loadPages(
      ResolvedMapping mapping,
      RefreshRun run,
      LeaseKeeper lease,
      PageQueue queue,
      RefreshTally tally)
      throws InterruptedException {
    tally.phase(Phase.LOADING);
    int workers = reading.method() == ReadingMethod.REST ? 1 : settings.pageWorkers();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      threads.add(
          Thread.ofVirtual()
              .name("refresh-" + mapping.mapping().name() + "-" + i)
              .start(() -> work(mapping, run, lease, queue, tally)));
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } finally {
      queue.close();
      threads.forEach(Thread::interrupt);
    }
  }

  private void work(
      ResolvedMapping mapping,
      RefreshRun run,
      LeaseKeeper lease,
      PageQueue queue,
      RefreshTally tally) {
    try (PageWriter writer = database.openPageWriter(mapping)) {
      var worker =
          new PageWorker(
              reading,
              new RecordPlanner(database, mapping),
              writer,
              lease,
              settings.pageRetries(),
              pace);
      for (Optional<PageTask> task = queue.take(); task.isPresent(); task = queue.take()) {
        PageWorker.Done done = worker.work(task.get());
        if (tally.announce(done.total())) {
          database.refreshes().recordTotal(lease.lease(), run.id(), done.total());
        }
        tally.add(done.outcome());
        if (stop.isRequested()) {
          queue.close();
        }
        queue.committed();
      }
    } catch (ProblemException e) {
      queue.fail(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      queue.close();
    } catch (RuntimeException e) {
      queue.fail(RefreshProblems.defect(mapping.mapping().name(), e));
    } catch (Error e) {
      queue.fail(RefreshProblems.defect(mapping.mapping().name(), e));
      throw e;
    } finally {
      // A worker leaves when all pages are committed or none may be taken: the others must not wait
      // for it, not even where its end left no memory to say why.
      queue.close();
    }
  }
}
