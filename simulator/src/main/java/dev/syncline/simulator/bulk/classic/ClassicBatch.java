package dev.syncline.simulator.bulk.classic;

import dev.syncline.simulator.rest.BoundQuery;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A batch as it stands. Immutable.
 *
 * @param problem why it failed; null unless it did
 * @param query what it reads; null when it writes, and until it is complete
 */
record ClassicBatch(
    Identity identity,
    State state,
    long processed,
    long failed,
    Instant changed,
    @Nullable String problem,
    @Nullable BoundQuery query) {
  /** How far a batch has come. Bulk API Developer Guide, Batch States. */
  enum State {
    Queued,
    InProgress,
    Completed,
    Failed,
    NotProcessed
  }

  /**
   * What does not change over the life of a batch.
   *
   * @param request what the client sent
   * @param result what became of the rows
   * @param bytes the size of the request
   */
  record Identity(
      String id, String jobId, Instant created, Path request, Path result, long bytes) {}

  static ClassicBatch queued(Identity identity) {
    return new ClassicBatch(identity, State.Queued, 0, 0, identity.created(), null, null);
  }

  String id() {
    return identity.id();
  }

  Duration processingTime() {
    return Duration.between(identity.created(), changed);
  }

  ClassicBatch in(State next, Instant now) {
    return new ClassicBatch(identity, next, processed, failed, now, problem, query);
  }

  ClassicBatch completed(long rows, long refused, Instant now) {
    return new ClassicBatch(identity, State.Completed, rows, refused, now, null, null);
  }

  ClassicBatch answered(BoundQuery found, long rows, Instant now) {
    return new ClassicBatch(identity, State.Completed, rows, 0, now, null, found);
  }

  ClassicBatch failed(String reason, Instant now) {
    return new ClassicBatch(identity, State.Failed, processed, failed, now, reason, null);
  }
}
