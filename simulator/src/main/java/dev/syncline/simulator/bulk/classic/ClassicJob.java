package dev.syncline.simulator.bulk.classic;

import dev.syncline.simulator.data.Actor;
import dev.syncline.simulator.http.Call;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A job as it stands. Immutable.
 *
 * @param batches by id, in the order in which they came
 */
record ClassicJob(
    Identity identity, State state, Instant changed, Map<String, ClassicBatch> batches) {
  /** Whether the job takes batches. Bulk API Developer Guide, Job States. */
  enum State {
    Open,
    Closed,
    Aborted,
    Failed
  }

  /**
   * What does not change over the life of a job.
   *
   * @param caller the call that created the job: who asks, and in which version
   */
  record Identity(String id, Call caller, Actor actor, Instant created, ClassicRequest request) {}

  ClassicJob {
    batches = new LinkedHashMap<>(batches);
  }

  String id() {
    return identity.id();
  }

  ClassicJob in(State next, Instant now) {
    return new ClassicJob(identity, next, now, batches);
  }

  ClassicJob with(ClassicBatch batch) {
    var more = new LinkedHashMap<>(batches);
    more.put(batch.id(), batch);
    return new ClassicJob(identity, state, changed, more);
  }

  long bytes() {
    return batches.values().stream().mapToLong(batch -> batch.identity().bytes()).sum();
  }
}
