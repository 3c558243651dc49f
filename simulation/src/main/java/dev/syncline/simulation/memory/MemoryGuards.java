package dev.syncline.simulation.memory;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.GuardStop;
import dev.syncline.engine.database.Guards;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import dev.syncline.model.MassGuard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The guard in memory; rows and records here are so few that it seldom has a reason. */
final class MemoryGuards implements Guards {
  private final Store store;
  private final MemoryPauses pauses;
  private final List<Counted> counts = new ArrayList<>();
  private final List<GuardStop> stops = new ArrayList<>();
  private final List<GuardStop> allowed = new ArrayList<>();

  private record Counted(
      MappingName mapping, Direction direction, Optional<FieldName> field, Instant at, long count) {
    boolean is(GuardStop stop) {
      return mapping.equals(stop.mapping())
          && direction == stop.direction()
          && field.equals(stop.field());
    }
  }

  MemoryGuards(Store store, MemoryPauses pauses) {
    this.store = store;
    this.pauses = pauses;
  }

  @Override
  public void admit(ResolvedMapping mapping, Direction direction, List<Mass> masses) {
    MassGuard guard = mapping.mapping().rules().safeguards().guard();
    Instant now = store.now();
    counts.removeIf(c -> c.at().plus(WINDOW).isBefore(now));
    for (Mass mass : masses) {
      var counted =
          new Counted(mapping.mapping().name(), direction, mass.field(), now, mass.count());
      OptionalInt share = mass.field().isPresent() ? guard.nulls() : guard.deletes();
      long linked = store.state(mapping).linkCount();
      long most = guard.most(share, linked).orElse(Long.MAX_VALUE);
      long total =
          mass.count()
              + counts.stream()
                  .filter(c -> c.mapping().equals(counted.mapping()))
                  .filter(c -> c.direction() == direction && c.field().equals(mass.field()))
                  .mapToLong(Counted::count)
                  .sum();
      if (total > most && allowed.stream().noneMatch(counted::is)) {
        stop(
            new GuardStop(
                counted.mapping(), direction, mass.field(), total, most, linked, store.now()));
      }
      counts.add(counted);
    }
  }

  private void stop(GuardStop stop) {
    stops.add(stop);
    pauses.add(
        Optional.empty(),
        Optional.of(stop.mapping()),
        stop.direction(),
        stop.problem().toString(),
        Optional.empty());
    throw new DatabaseException(stop.problem());
  }

  @Override
  public List<GuardStop> stops(MappingName mapping) {
    return stops.stream().filter(s -> s.mapping().equals(mapping)).toList();
  }

  @Override
  public List<GuardStop> allow(MappingName mapping) {
    List<GuardStop> waited = stops(mapping);
    for (GuardStop stop : waited) {
      pauses.remove(Optional.empty(), Optional.of(mapping), stop.direction());
      counts.removeIf(c -> c.is(stop));
      allowed.add(stop);
    }
    stops.removeAll(waited);
    return waited;
  }
}
