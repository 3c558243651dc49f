package dev.syncline.simulator.bulk;

import dev.syncline.simulator.soql.api.SoqlException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The query jobs of the org and their progress. Holds the one lock of this package. */
final class QueryJobs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueryJobs.class);

  /** How many jobs are remembered; the oldest makes room. */
  static final int MAX_REMEMBERED = 2_000;

  /** How long a job and its results are kept. Bulk API 2.0 Developer Guide, limits. */
  static final Duration LIFE = Duration.ofDays(7);

  /** How many jobs are worked on at once. */
  private static final int MAX_AT_ONCE = 5;

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, QueryJob> jobs =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, QueryJob> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };
  private final Semaphore places = new Semaphore(MAX_AT_ONCE);
  private final ExecutorService workers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("query-job-", 0).factory());

  QueryJobs(InstantSource clock) {
    this.clock = clock;
  }

  /** Takes a job and starts to work on it. */
  void submit(QueryJob job) {
    locked(() -> jobs.put(job.id(), job));
    try {
      workers.execute(() -> work(job.id()));
    } catch (RejectedExecutionException e) {
      LOG.debug("the simulator stops: job {} stays where it is", job.id());
    }
  }

  private void work(String id) {
    places.acquireUninterruptibly();
    try {
      Optional<QueryJob> started = move(id, job -> job.in(JobState.IN_PROGRESS, clock.instant()));
      started.ifPresent(this::count);
    } finally {
      places.release();
    }
  }

  private void count(QueryJob job) {
    try {
      long found = job.query().run().totalSize();
      move(job.id(), running -> running.completed(found, clock.instant()));
    } catch (SoqlException e) {
      String reason = e.errorCode() + " : " + e.message();
      move(job.id(), running -> running.failed(reason, clock.instant()));
    } catch (RuntimeException e) {
      LOG.error("query job {} failed; its client sees state Failed", job.id(), e);
      move(job.id(), running -> running.failed("InternalServerError", clock.instant()));
    }
  }

  /** Changes a job that is still under way; empty when it is gone or has ended. */
  Optional<QueryJob> move(String id, UnaryOperator<QueryJob> change) {
    return locked(
        () -> {
          QueryJob job = jobs.get(id);
          if (job == null || job.state().isTerminal()) {
            return Optional.empty();
          }
          QueryJob changed = change.apply(job);
          jobs.put(id, changed);
          return Optional.of(changed);
        });
  }

  /** The job of this id while it is kept. */
  Optional<QueryJob> find(String id) {
    Instant oldest = clock.instant().minus(LIFE);
    return locked(
        () -> {
          Optional<QueryJob> job = Optional.ofNullable(jobs.get(id));
          if (job.filter(found -> found.identity().created().isBefore(oldest)).isPresent()) {
            jobs.remove(id);
            return Optional.empty();
          }
          return job;
        });
  }

  /** All jobs that are kept, the latest first. */
  List<QueryJob> all() {
    Instant oldest = clock.instant().minus(LIFE);
    return locked(
        () ->
            List.copyOf(jobs.values()).reversed().stream()
                .filter(job -> !job.identity().created().isBefore(oldest))
                .toList());
  }

  /** Forgets a job. */
  void remove(String id) {
    locked(() -> Optional.ofNullable(jobs.remove(id)));
  }

  private <T extends @Nullable Object> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
