package dev.syncline.simulation.memory;

import dev.syncline.engine.database.PullQueue;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import dev.syncline.simulation.memory.MappingState.Pull;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records that are to be read again. */
final class MemoryPullQueue implements PullQueue {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int MAX_DOUBLINGS = 5;

  private final Store store;

  MemoryPullQueue(Store store) {
    this.store = store;
  }

  @Override
  public long add(MappingName mapping, Collection<RecordId> records, Reason reason) {
    Map<RecordId, Pull> queue = store.state(mapping).pullQueue;
    long before = queue.size();
    records.forEach(r -> queue.put(r, new Pull(store.nextToken(), store.now(), 0)));
    return queue.size() - before;
  }

  /** Puts a record off that was read and could not be applied; the pause grows. */
  void deferApplied(MappingName mapping, RecordId record) {
    Map<RecordId, Pull> queue = store.state(mapping).pullQueue;
    Pull before = queue.get(record);
    int attempts = before == null ? 0 : before.attempts() + 1;
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, MAX_DOUBLINGS));
    Instant at = before == null ? store.now() : store.now().plus(pause);
    queue.put(record, new Pull(store.nextToken(), at, attempts));
  }

  /** A reading that began with this token has been applied. */
  void applied(MappingName mapping, RecordId record, long token) {
    Map<RecordId, Pull> queue = store.state(mapping).pullQueue;
    Pull pull = queue.get(record);
    if (pull != null && pull.token() < token) {
      queue.remove(record);
    }
  }

  @Override
  public List<RecordId> due(MappingName mapping, int max) {
    Instant now = store.now();
    return store.state(mapping).pullQueue.entrySet().stream()
        .filter(e -> !e.getValue().availableAt().isAfter(now))
        .map(Map.Entry::getKey)
        .limit(max)
        .toList();
  }

  @Override
  public void defer(MappingName mapping, Collection<RecordId> records, Duration after) {
    Instant at = store.now().plus(after);
    records.forEach(
        r ->
            store
                .state(mapping)
                .pullQueue
                .computeIfPresent(r, (_, p) -> new Pull(p.token(), at, p.attempts() + 1)));
  }

  @Override
  public void remove(MappingName mapping, Collection<RecordId> records) {
    records.forEach(store.state(mapping).pullQueue::remove);
  }

  @Override
  public Optional<Waiting> find(MappingName mapping, RecordId record) {
    return Optional.ofNullable(store.state(mapping).pullQueue.get(record))
        .map(pull -> new Waiting(pull.attempts(), pull.availableAt()));
  }

  @Override
  public long count(MappingName mapping) {
    return store.state(mapping).pullQueue.size();
  }

  @Override
  public long dueCount(MappingName mapping) {
    return due(mapping, Integer.MAX_VALUE).size();
  }
}
