package dev.syncline.engine.refresh;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.lease.LeaseKeeper;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.RecordId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fills the references whose parents came after their children, in portions, so that no transaction
 * grows with the data, and by as many workers as load pages.
 */
final class WaitingReferences {
  /** References of one transaction. */
  static final int PORTION = 20_000;

  private final Database database;
  private final ResolvedMapping mapping;
  private final int workers;

  WaitingReferences(Database database, ResolvedMapping mapping, int workers) {
    this.database = database;
    this.mapping = mapping;
    this.workers = workers;
  }

  /**
   * Fills what can be filled.
   *
   * @return how many references still wait for their parent
   */
  long resolve(LeaseKeeper lease) throws InterruptedException {
    List<RecordId> ends = database.waitingPortions(mapping, PORTION);
    if (ends.isEmpty()) {
      return 0;
    }
    resolve(lease, ends);
    boolean done = database.waitingPortions(mapping, PORTION).isEmpty();
    return done ? 0 : database.waitingCount(mapping.mapping().name());
  }

  private void resolve(LeaseKeeper lease, List<RecordId> ends) throws InterruptedException {
    var portions = new ArrayList<Future<?>>();
    ExecutorService pool = Executors.newFixedThreadPool(workers, Thread.ofVirtual().factory());
    try {
      Optional<RecordId> after = Optional.empty();
      for (RecordId last : ends) {
        Optional<RecordId> from = after;
        portions.add(pool.submit(() -> resolve(lease, from, last)));
        after = Optional.of(last);
      }
      for (Future<?> portion : portions) {
        portion.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ProblemException known
          ? known
          : RefreshProblems.defect(mapping.mapping().name(), new IllegalStateException(e));
    } finally {
      pool.shutdownNow();
      pool.close();
    }
  }

  private void resolve(LeaseKeeper lease, Optional<RecordId> after, RecordId last) {
    lease.keep();
    database.resolveReferences(mapping, lease.lease(), after, last);
  }
}
