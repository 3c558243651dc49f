package dev.syncline.simulator.bulk;

import dev.syncline.simulator.http.ApiVersion;
import dev.syncline.simulator.rest.BoundQuery;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A query job as it stands. Its results are not held: they are made again from the statement, which
 * is bound to a state of the org, whenever a page is asked for. Immutable.
 *
 * @param records how many records it found; 0 until it is complete
 * @param changed when the state changed last
 * @param problem why it failed; null unless it did
 */
record QueryJob(
    Identity identity,
    BoundQuery query,
    JobState state,
    long records,
    Instant changed,
    @Nullable String problem)
    implements Jobs.Job<QueryJob> {
  /** What does not change over the life of a job. */
  record Identity(
      String id, String userId, ApiVersion version, Instant created, QueryRequest request) {}

  @Override
  public String id() {
    return identity.id();
  }

  @Override
  public Instant created() {
    return identity.created();
  }

  @Override
  public long bytes() {
    return 0;
  }

  /** How long it took, or has taken so far. */
  Duration processingTime() {
    return Duration.between(identity.created(), changed);
  }

  @Override
  public QueryJob in(JobState next, Instant now) {
    return new QueryJob(identity, query, next, records, now, problem);
  }

  QueryJob completed(long found, Instant now) {
    return new QueryJob(identity, query, JobState.JOB_COMPLETE, found, now, null);
  }

  @Override
  public void forget() {
    // Its results are made when they are asked for.
  }

  @Override
  public QueryJob failed(String reason, Instant now) {
    return new QueryJob(identity, query, JobState.FAILED, records, now, reason);
  }
}
