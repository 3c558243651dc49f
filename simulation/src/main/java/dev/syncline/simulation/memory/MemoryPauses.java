package dev.syncline.simulation.memory;

import dev.syncline.engine.database.Pause;
import dev.syncline.engine.database.Pauses;
import dev.syncline.model.Direction;
import dev.syncline.model.MappingName;
import dev.syncline.model.OrgName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The halts. */
final class MemoryPauses implements Pauses {
  private final Store store;
  private final List<Pause> pauses = new ArrayList<>();

  MemoryPauses(Store store) {
    this.store = store;
  }

  @Override
  public List<Pause> active() {
    Instant now = store.now();
    pauses.removeIf(p -> p.until().filter(end -> !end.isAfter(now)).isPresent());
    return List.copyOf(pauses);
  }

  @Override
  public void add(
      Optional<OrgName> org,
      Optional<MappingName> mapping,
      Direction direction,
      String reason,
      Optional<Duration> length) {
    remove(org, mapping, direction);
    Instant now = store.now();
    pauses.add(new Pause(org, mapping, direction, reason, now, length.map(now::plus)));
  }

  @Override
  public boolean remove(Optional<OrgName> org, Optional<MappingName> mapping, Direction direction) {
    return pauses.removeIf(
        p -> p.org().equals(org) && p.mapping().equals(mapping) && p.direction() == direction);
  }
}
