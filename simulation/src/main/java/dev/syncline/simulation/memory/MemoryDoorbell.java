package dev.syncline.simulation.memory;

import dev.syncline.engine.database.Doorbell;
import dev.syncline.engine.database.OutboxEntry.State;
import dev.syncline.model.MappingName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Queues in memory can be looked at, and do not ring. */
final class MemoryDoorbell implements Doorbell {
  private final Store store;

  MemoryDoorbell(Store store) {
    this.store = store;
  }

  @Override
  public Look look() {
    Instant now = store.now();
    return new Look(
        with(
            m ->
                !m.relatedChanges.isEmpty()
                    || m.outbox.values().stream().anyMatch(e -> isReady(e, now))),
        with(m -> m.pullQueue.values().stream().anyMatch(p -> !p.availableAt().isAfter(now))));
  }

  private static boolean isReady(Entry entry, Instant now) {
    return entry.state == State.READY && entry.isClaimable(now);
  }

  @Override
  public Set<MappingName> left() {
    return with(
        m ->
            m.outbox.values().stream()
                .anyMatch(e -> e.state == State.WAITING || e.state == State.CLAIMED));
  }

  private Set<MappingName> with(Predicate<MappingState> condition) {
    return store.mappings().entrySet().stream()
        .filter(entry -> condition.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public boolean arm(Duration time) {
    return false;
  }

  @Override
  public void disarm() {
    // Nothing rings.
  }

  @Override
  public Listening listen(Runnable bell) {
    return () -> {};
  }
}
