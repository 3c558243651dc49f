package dev.syncline.simulator.bulk.ingest;

import dev.syncline.simulator.bulk.JobState;
import dev.syncline.simulator.bulk.Jobs;
import dev.syncline.simulator.data.Actor;
import dev.syncline.simulator.http.ApiVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An ingest job as it stands. Immutable.
 *
 * @param bytes the size of the upload; -1 until there is one
 * @param changed when the state changed last
 * @param problem why it failed; null unless it did
 */
record IngestJob(
    Identity identity,
    JobState state,
    long bytes,
    Progress progress,
    Instant changed,
    @Nullable String problem)
    implements Jobs.Job<IngestJob> {
  /** What does not change over the life of a job. */
  record Identity(
      String id,
      Actor actor,
      ApiVersion version,
      Instant created,
      IngestRequest request,
      JobFiles files) {}

  /**
   * How far the rows have come.
   *
   * @param reached the row that comes next, counted from 0
   * @param skipped the batches before that which were not worked on, counted from 0
   */
  record Progress(long reached, Set<Long> skipped, long processed, long failed) {
    static final Progress NONE = new Progress(0, Set.of(), 0, 0);

    Progress {
      skipped = Set.copyOf(skipped);
    }

    /** Some more rows were worked on. */
    Progress plus(long rows, long refused) {
      return new Progress(reached + rows, skipped, processed + rows, failed + refused);
    }

    /** A batch of so many rows was left out. */
    Progress without(long batch, long rows) {
      var more = new HashSet<>(skipped);
      more.add(batch);
      return new Progress(reached + rows, more, processed, failed);
    }

    /** Whether the row was never worked on. */
    boolean leftOut(long row) {
      return row >= reached || skipped.contains(row / IngestWork.BATCH_ROWS);
    }
  }

  @Override
  public String id() {
    return identity.id();
  }

  @Override
  public Instant created() {
    return identity.created();
  }

  @Override
  public void forget() {
    identity.files().delete();
  }

  boolean isUploaded() {
    return bytes >= 0;
  }

  /** How long it took, or has taken so far. */
  Duration processingTime() {
    return Duration.between(identity.created(), changed);
  }

  @Override
  public IngestJob in(JobState next, Instant now) {
    return new IngestJob(identity, next, bytes, progress, now, problem);
  }

  IngestJob uploaded(long size) {
    return new IngestJob(identity, state, size, progress, changed, problem);
  }

  IngestJob at(Progress reached) {
    return new IngestJob(identity, state, bytes, reached, changed, problem);
  }

  @Override
  public IngestJob failed(String reason, Instant now) {
    return new IngestJob(identity, JobState.FAILED, bytes, progress, now, reason);
  }
}
