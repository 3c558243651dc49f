package dev.syncline.engine.refresh;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.PageTask;
import dev.syncline.engine.database.PageWriter;
import dev.syncline.engine.inbound.RecordPlanner;
import dev.syncline.engine.lease.LeaseKeeper;
import dev.syncline.engine.org.RecordPage;
import dev.syncline.engine.org.RecordReading;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.RetryPolicy;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordChange;
import java.util.Iterator;
import java.util.OptionalLong;

/** Takes one page after the other through read, plan, write and commit, over one connection. */
final class PageWorker {
  /**
   * What a committed page came to.
   *
   * @param total all records of the reading, where the page says it
   */
  record Done(PullOutcome outcome, OptionalLong total) {}

  private final RecordReading reading;
  private final RecordPlanner planner;
  private final PageWriter writer;
  private final LeaseKeeper lease;
  private final RetryPolicy retries;
  private final Pace pace;

  PageWorker(
      RecordReading reading,
      RecordPlanner planner,
      PageWriter writer,
      LeaseKeeper lease,
      RetryPolicy retries,
      Pace pace) {
    this.reading = reading;
    this.planner = planner;
    this.writer = writer;
    this.lease = lease;
    this.retries = retries;
    this.pace = pace;
  }

  /**
   * Commits one page; a passing failure reads it again, as nothing of it was committed.
   *
   * @throws ProblemException when the failure does not pass
   */
  Done work(PageTask task) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(task);
      } catch (ProblemException e) {
        if (e.errorClass() != ErrorClass.TRANSIENT || isFinal(e) || !retries.allowsAfter(attempt)) {
          throw e;
        }
        pace.waiter().await(retries.pauseAfter(attempt, pace.random()));
      }
    }
  }

  private static boolean isFinal(ProblemException e) {
    String code = e.problem().code();
    return code.equals(RefreshProblems.READING_GONE) || code.equals(Lease.LOST);
  }

  private Done attempt(PageTask task) {
    lease.keep();
    try (RecordPage page = reading.open(task.page())) {
      PullOutcome outcome = writer.write(lease.lease(), task, planned(page), page::nextPage);
      return new Done(outcome, page.total());
    }
  }

  private Iterator<PlannedChange> planned(RecordPage page) {
    return planner.keeping(lease).ofStream(kept(page));
  }

  private Iterator<RecordChange.Present> kept(RecordPage page) {
    return new Iterator<>() {
      private long records;

      @Override
      public boolean hasNext() {
        return page.hasNext();
      }

      @Override
      public RecordChange.Present next() {
        if (++records % LeaseKeeper.RECORDS_BETWEEN_LOOKS == 0) {
          lease.keep();
        }
        return page.next();
      }
    };
  }
}
