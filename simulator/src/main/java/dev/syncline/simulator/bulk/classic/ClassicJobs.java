package dev.syncline.simulator.bulk.classic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs and batches that are remembered. Holds the one lock of this package. */
final class ClassicJobs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClassicJobs.class);

  /** How many jobs are remembered; the oldest makes room. */
  static final int MAX_REMEMBERED = 2_000;

  /** How many bytes of batches are kept; the oldest jobs that take no more make room. */
  static final long MAX_BYTES = 4_000_000_000L;

  /** How many batches one job has. */
  static final int MAX_BATCHES = 15_000;

  /** How long a job is kept. Bulk API Developer Guide, limits: 7 days. */
  static final Duration LIFE = Duration.ofDays(7);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, ClassicJob> jobs = new LinkedHashMap<>();

  /** Batches are worked on one after the other, so that the same calls give the same ids. */
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("bulk-batch").factory());

  ClassicJobs(InstantSource clock) {
    this.clock = clock;
  }

  void add(ClassicJob job) {
    List<ClassicJob> gone =
        locked(
            () -> {
              jobs.put(job.id(), job);
              return makeRoom();
            });
    gone.forEach(ClassicJobs::deleteFiles);
  }

  private List<ClassicJob> makeRoom() {
    long bytes = jobs.values().stream().mapToLong(ClassicJob::bytes).sum();
    var gone = new ArrayList<ClassicJob>();
    for (ClassicJob job : List.copyOf(jobs.values())) {
      boolean tooMuch = bytes > MAX_BYTES && job.state() != ClassicJob.State.Open;
      if (jobs.size() > MAX_REMEMBERED || tooMuch) {
        jobs.remove(job.id());
        bytes -= job.bytes();
        gone.add(job);
      }
    }
    return gone;
  }

  private static void deleteFiles(ClassicJob job) {
    try {
      for (ClassicBatch batch : job.batches().values()) {
        Files.deleteIfExists(batch.identity().request());
        Files.deleteIfExists(batch.identity().result());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a job's files could not be removed", e);
    }
  }

  /** The job of this id while it is kept. */
  Optional<ClassicJob> find(String id) {
    return locked(() -> Optional.ofNullable(jobs.get(id))).filter(this::isKept);
  }

  /** All jobs that are kept, the latest first. */
  List<ClassicJob> all() {
    List<ClassicJob> every = locked(() -> List.copyOf(jobs.values()));
    return every.reversed().stream().filter(this::isKept).toList();
  }

  private boolean isKept(ClassicJob job) {
    return !job.identity().created().isBefore(clock.instant().minus(LIFE));
  }

  /** Changes a job; empty when it is gone. */
  Optional<ClassicJob> change(String id, UnaryOperator<ClassicJob> change) {
    return locked(
        () -> Optional.ofNullable(jobs.computeIfPresent(id, (_, job) -> change.apply(job))));
  }

  /** Changes a batch, unless its job is gone. */
  void change(ClassicBatch.Identity batch, UnaryOperator<ClassicBatch> change) {
    change(
            batch.jobId(),
            job -> {
              ClassicBatch before = job.batches().get(batch.id());
              return before == null ? job : job.with(change.apply(before));
            })
        .ifPresentOrElse(_ -> {}, () -> LOG.debug("the job of batch {} is gone", batch.id()));
  }

  /** Has something done behind what was asked for before. */
  void enqueue(Runnable work) {
    try {
      worker.execute(work);
    } catch (RejectedExecutionException e) {
      LOG.debug("the simulator stops: a batch stays queued");
    }
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("a batch is still being worked on; its files may stay behind");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
