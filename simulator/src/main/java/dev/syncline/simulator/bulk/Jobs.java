package dev.syncline.simulator.bulk;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.id.RecordIds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs of one kind that the org remembers, and who works on them. Holds the one lock of this
 * package.
 *
 * @param <J> a job of this kind
 */
public final class Jobs<J extends Jobs.Job<J>> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

  /** How many jobs are remembered; the oldest makes room. */
  public static final int MAX_REMEMBERED = 2_000;

  /** How many bytes of uploads are kept; the oldest jobs that have ended make room. */
  public static final long MAX_UPLOADED = 4_000_000_000L;

  /** How long a job and its results are kept. Bulk API 2.0 Developer Guide, limits. */
  public static final Duration LIFE = Duration.ofDays(7);

  /** How many jobs are worked on at once. */
  private static final int MAX_AT_ONCE = 5;

  /**
   * A job as it stands. Immutable.
   *
   * @param <J> its own kind
   */
  public interface Job<J> {
    String id();

    JobState state();

    Instant created();

    /** How many bytes of it lie in files; 0 or less when there are none. */
    long bytes();

    /** The same job in another state, since a moment. */
    J in(JobState next, Instant now);

    /** The same job, failed at a moment for a reason that its client is told. */
    J failed(String reason, Instant now);

    /** Removes its files; nobody asks for it any more. */
    void forget();
  }

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rested = lock.newCondition();
  private final Map<String, J> jobs = new LinkedHashMap<>();
  private final Set<String> underWork = new HashSet<>();
  private final Semaphore places = new Semaphore(MAX_AT_ONCE);
  private final Executor workers;
  private boolean closed;

  /**
   * @param workers works on them
   */
  public Jobs(InstantSource clock, Executor workers) {
    this.clock = clock;
    this.workers = workers;
  }

  /**
   * Works on each job in a thread of its own.
   *
   * @param threads what the threads are called
   */
  public static Executor threads(String threads) {
    return task -> Thread.ofVirtual().name(threads).start(task);
  }

  /** Takes a new job. */
  public void add(J job) {
    locked(
            () -> {
              jobs.put(job.id(), job);
              return makeRoom();
            })
        .forEach(Job::forget);
  }

  /** Forgets the oldest jobs while there are too many, or too much of them. */
  private List<J> makeRoom() {
    long uploaded = jobs.values().stream().mapToLong(job -> Math.max(0, job.bytes())).sum();
    var gone = new ArrayList<J>();
    for (J job : List.copyOf(jobs.values())) {
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

  /** Has a job worked on as soon as there is a place. What the work leaves open has failed. */
  public void start(String id, Consumer<J> work) {
    workers.execute(() -> work(id, work));
  }

  private void work(String id, Consumer<J> work) {
    places.acquireUninterruptibly();
    try {
      begin(id).ifPresent(work);
    } catch (RuntimeException e) {
      LOG.error("job {} failed; its client sees state Failed", id, e);
    } finally {
      end(id);
      places.release();
    }
  }

  private Optional<J> begin(String id) {
    return locked(
        () -> {
          if (closed) {
            return Optional.empty();
          }
          Optional<J> started = move(id, job -> job.in(JobState.IN_PROGRESS, clock.instant()));
          started.ifPresent(_ -> underWork.add(id));
          return started;
        });
  }

  /** Whatever ended the work, memory that ran out included: a job must not stay under way. */
  private void end(String id) {
    locked(
        () -> {
          if (underWork.remove(id)) {
            rested.signalAll();
            return move(id, left -> left.failed("InternalServerError", clock.instant()));
          }
          return Optional.empty();
        });
  }

  /** Waits until nobody works on a job, so that its results do not grow any more. */
  public void awaitRest(String id) {
    locked(
        () -> {
          while (underWork.contains(id)) {
            rested.awaitUninterruptibly();
          }
          return true;
        });
  }

  /** Changes a job that has not ended; empty when it is gone or has ended. */
  public Optional<J> move(String id, UnaryOperator<J> change) {
    return locked(
        () -> {
          J job = jobs.get(id);
          if (job == null || job.state().isTerminal()) {
            return Optional.empty();
          }
          J changed = change.apply(job);
          jobs.put(id, changed);
          return Optional.of(changed);
        });
  }

  /** Changes a job whatever its state; empty when it is gone. */
  public Optional<J> change(String id, UnaryOperator<J> change) {
    return locked(
        () -> Optional.ofNullable(jobs.computeIfPresent(id, (_, job) -> change.apply(job))));
  }

  /**
   * The job that a call's path names.
   *
   * @throws ApiException (404) if there is none
   */
  public J require(Call call) {
    return RecordIds.parse(call.variable("id"))
        .flatMap(id -> locked(() -> Optional.ofNullable(jobs.get(id))))
        .filter(this::isKept)
        .orElseThrow(ApiException::notFound);
  }

  /** All jobs that are kept, the latest first. */
  public List<J> all() {
    List<J> every = locked(() -> List.copyOf(jobs.values()));
    return every.reversed().stream().filter(this::isKept).toList();
  }

  private boolean isKept(J job) {
    return !job.created().isBefore(clock.instant().minus(LIFE));
  }

  /** Forgets a job. */
  public void remove(J job) {
    locked(() -> Optional.ofNullable(jobs.remove(job.id())));
    job.forget();
  }

  private <T extends @Nullable Object> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /** Stops working, and waits until nobody works any more. */
  @Override
  public void close() {
    List<String> left =
        locked(
            () -> {
              closed = true;
              return List.copyOf(underWork);
            });
    left.forEach(this::awaitRest);
  }
}
