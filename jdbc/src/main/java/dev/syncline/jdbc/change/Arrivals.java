package dev.syncline.jdbc.change;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When it is worth looking for references whose parents have arrived: after this process has
 * brought records of a parent's mapping, and every minute, as others may have.
 */
final class Arrivals {
  private static final Duration LOOKS = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Map<Long, Long> arrived = new ConcurrentHashMap<>();
  private final Map<Long, Look> looks = new ConcurrentHashMap<>();

  private record Look(long arrived, Instant at) {}

  Arrivals(InstantSource clock) {
    this.clock = clock;
  }

  /** Notes that records of a mapping have got rows. */
  void note(long mappingId) {
    arrived.merge(mappingId, 1L, Long::sum);
  }

  /** Whether it is worth a look now; if so, the look is taken as done. */
  boolean asks(long mappingId, Collection<Long> parents) {
    if (parents.isEmpty()) {
      return false;
    }
    long now = parents.stream().mapToLong(id -> arrived.getOrDefault(id, 0L)).sum();
    Look last = looks.get(mappingId);
    Instant time = clock.instant();
    if (last != null && last.arrived() == now && time.isBefore(last.at().plus(LOOKS))) {
      return false;
    }
    looks.put(mappingId, new Look(now, time));
    return true;
  }
}
