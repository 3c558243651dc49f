package dev.syncline.simulator.bulk.ingest;

import dev.syncline.simulator.bulk.JobState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ingest jobs of the org and who works on them. Holds the one lock of this package. */
final class IngestJobs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IngestJobs.class);

  /** How many jobs are remembered; the oldest makes room. */
  static final int MAX_REMEMBERED = 2_000;

  /** How many bytes of uploads are kept; the oldest jobs that have ended make room. */
  static final long MAX_UPLOADED = 4_000_000_000L;

  /** How long a job and its results are kept. Bulk API 2.0 Developer Guide, limits. */
  static final Duration LIFE = Duration.ofDays(7);

  /** How many jobs are worked on at once. */
  private static final int MAX_AT_ONCE = 5;

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rested = lock.newCondition();
  private final Map<String, IngestJob> jobs = new LinkedHashMap<>();
  private final Set<String> underWork = new HashSet<>();
  private final Semaphore places = new Semaphore(MAX_AT_ONCE);
  private final ExecutorService workers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("ingest-job-", 0).factory());

  IngestJobs(InstantSource clock) {
    this.clock = clock;
  }

  /** Takes a new job. */
  void add(IngestJob job) {
    locked(
            () -> {
              jobs.put(job.id(), job);
              return makeRoom();
            })
        .forEach(old -> old.identity().files().delete());
  }

  /** Forgets the oldest jobs while there are too many, or too much of them. */
  private List<IngestJob> makeRoom() {
    long uploaded = jobs.values().stream().mapToLong(job -> Math.max(0, job.bytes())).sum();
    var gone = new ArrayList<IngestJob>();
    for (IngestJob job : List.copyOf(jobs.values())) {
      boolean tooMany = jobs.size() > MAX_REMEMBERED;
      boolean tooMuch = uploaded > MAX_UPLOADED && job.state().isTerminal();
      if (tooMany || tooMuch) {
        jobs.remove(job.id());
        uploaded -= Math.max(0, job.bytes());
        gone.add(job);
      }
    }
    return gone;
  }

  /** Has a job worked on as soon as there is a place. */
  void start(String id, Consumer<IngestJob> work) {
    try {
      workers.execute(() -> work(id, work));
    } catch (RejectedExecutionException e) {
      LOG.debug("the simulator stops: job {} stays where it is", id);
    }
  }

  private void work(String id, Consumer<IngestJob> work) {
    places.acquireUninterruptibly();
    try {
      Optional<IngestJob> started = begin(id);
      started.ifPresent(work);
    } catch (RuntimeException e) {
      LOG.error("ingest job {} failed; its client sees state Failed", id, e);
    } finally {
      // Whatever ended the work, memory that ran out included: a job must not stay under way.
      move(id, left -> left.failed("InternalServerError", clock.instant()));
      places.release();
      locked(
          () -> {
            underWork.remove(id);
            rested.signalAll();
            return true;
          });
    }
  }

  private Optional<IngestJob> begin(String id) {
    return locked(
        () -> {
          Optional<IngestJob> started =
              move(id, job -> job.in(JobState.IN_PROGRESS, clock.instant()));
          started.ifPresent(_ -> underWork.add(id));
          return started;
        });
  }

  /** Waits until nobody works on a job, so that its results do not grow any more. */
  void awaitRest(String id) {
    locked(
        () -> {
          while (underWork.contains(id)) {
            rested.awaitUninterruptibly();
          }
          return true;
        });
  }

  /** Changes a job that has not ended; empty when it is gone or has ended. */
  Optional<IngestJob> move(String id, UnaryOperator<IngestJob> change) {
    return locked(
        () -> {
          IngestJob job = jobs.get(id);
          if (job == null || job.state().isTerminal()) {
            return Optional.empty();
          }
          IngestJob changed = change.apply(job);
          jobs.put(id, changed);
          return Optional.of(changed);
        });
  }

  /** Notes how far a job has come; false when nobody waits for more of it. */
  boolean progressed(String id, IngestJob.Progress progress) {
    return locked(
        () -> {
          IngestJob job = jobs.computeIfPresent(id, (_, before) -> before.at(progress));
          return job != null && !job.state().isTerminal();
        });
  }

  /** The job of this id while it is kept. */
  Optional<IngestJob> find(String id) {
    return locked(() -> Optional.ofNullable(jobs.get(id))).filter(this::isKept);
  }

  /** All jobs that are kept, the latest first. */
  List<IngestJob> all() {
    List<IngestJob> every = locked(() -> List.copyOf(jobs.values()));
    return every.reversed().stream().filter(this::isKept).toList();
  }

  private boolean isKept(IngestJob job) {
    return !job.identity().created().isBefore(clock.instant().minus(LIFE));
  }

  /** Forgets a job, once nobody works on it. */
  void remove(IngestJob job) {
    awaitRest(job.id());
    locked(() -> Optional.ofNullable(jobs.remove(job.id())));
    job.identity().files().delete();
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
    locked(() -> List.copyOf(underWork)).forEach(this::awaitRest);
  }
}
