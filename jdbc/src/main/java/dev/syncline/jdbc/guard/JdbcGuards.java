package dev.syncline.jdbc.guard;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.GuardStop;
import dev.syncline.engine.database.Guards;
import dev.syncline.engine.database.Pause;
import dev.syncline.engine.database.Pauses;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.guard.GuardTable.Key;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.model.Direction;
import dev.syncline.model.MappingName;
import dev.syncline.model.MassGuard;
import dev.syncline.model.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts masses in slots of time, each count in a short transaction of its own before what it
 * counts is written. What is not written after all is given back; a process that dies in between
 * has counted too much, for an hour.
 */
public final class JdbcGuards implements Guards {
  private static final long SLOT_SECONDS = 300;

  /** Links are counted again after so long. */
  private static final Duration KNOWN_FOR = Duration.ofMinutes(1);

  private final ConnectionPool pool;
  private final MappingTable mappings;
  private final Pauses pauses;
  private final GuardTable table;
  private final InstantSource clock;
  private final Map<Long, Linked> linked = new ConcurrentHashMap<>();

  public JdbcGuards(
      ConnectionPool pool, MappingTable mappings, Pauses pauses, InstantSource clock) {
    this.pool = pool;
    this.mappings = mappings;
    this.pauses = pauses;
    this.table = new GuardTable(pool.dialect());
    this.clock = clock;
  }

  /**
   * What was counted, to be given back where it is not written.
   *
   * @param allowed whether it was taken from an allowance
   */
  record Counted(Key key, long slot, long count, boolean allowed) {}

  /** How many records a mapping had linked some time ago. */
  private record Linked(long count, Instant at) {}

  /** A mass that is too much is found within a transaction whose counts must not stay. */
  private static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Map<Key, GuardStop> stops;

    TooMuch(Map<Key, GuardStop> stops) {
      super("too much", null, false, false);
      this.stops = stops;
    }

    Problem problem() {
      return stops.values().iterator().next().problem();
    }
  }

  @Override
  public void admit(ResolvedMapping mapping, Direction direction, List<Mass> masses) {
    count(mapping, direction, masses);
  }

  List<Counted> count(ResolvedMapping mapping, Direction direction, List<Mass> masses) {
    MassGuard guard = mapping.mapping().rules().safeguards().guard();
    List<Mass> guarded =
        masses.stream()
            .filter(m -> m.count() > 0 && share(guard, m).isPresent())
            .sorted(Comparator.comparing(m -> m.field().map(Object::toString).orElse("")))
            .toList();
    if (guarded.isEmpty()) {
      return List.of();
    }
    MappingName name = mapping.mapping().name();
    try {
      return pool.transact(c -> count(c, name, guard, direction, guarded));
    } catch (TooMuch e) {
      stop(e);
      throw new DatabaseException(e.problem(), e);
    }
  }

  private static OptionalInt share(MassGuard guard, Mass mass) {
    return mass.field().isPresent() ? guard.nulls() : guard.deletes();
  }

  private List<Counted> count(
      Connection connection,
      MappingName name,
      MassGuard guard,
      Direction direction,
      List<Mass> masses)
      throws SQLException {
    long id = mappings.id(connection, name);
    List<Counted> all = new ArrayList<>();
    Map<Key, GuardStop> stops = new LinkedHashMap<>();
    for (Mass mass : masses) {
      Key key = Key.of(id, direction, mass);
      long slot = clock.instant().getEpochSecond() / SLOT_SECONDS;
      boolean allowed = table.take(connection, key, mass.count());
      if (!allowed) {
        long oldest = slot - WINDOW.toSeconds() / SLOT_SECONDS;
        table.add(connection, key, slot, oldest, mass.count());
        long total = table.counted(connection, key, oldest);
        tooMuch(connection, name, key, guard, mass, total).ifPresent(stop -> stops.put(key, stop));
      }
      all.add(new Counted(key, slot, mass.count(), allowed));
    }
    if (!stops.isEmpty()) {
      throw new TooMuch(stops);
    }
    return all;
  }

  private Optional<GuardStop> tooMuch(
      Connection connection, MappingName name, Key key, MassGuard guard, Mass mass, long total)
      throws SQLException {
    long before = total - mass.count();
    if (Math.max(total, before + waiting(connection, key, guard.atLeast())) <= guard.atLeast()) {
      return Optional.empty();
    }
    long linked = linked(connection, key.mappingId());
    long most = guard.most(share(guard, mass), linked).orElse(Long.MAX_VALUE);
    if (Math.max(total, before + waiting(connection, key, most)) <= most) {
      return Optional.empty();
    }
    long all = Math.max(total, before + waiting(connection, key, linked));
    return Optional.of(
        new GuardStop(name, key.direction(), key.field(), all, most, linked, Instant.EPOCH));
  }

  /** A truncated table is noticed before the first of its records goes. */
  private long waiting(Connection connection, Key key, long most) throws SQLException {
    return key.field().isPresent()
        ? 0
        : table.waiting(connection, key.mappingId(), key.direction(), most + 1);
  }

  private long linked(Connection connection, long mappingId) throws SQLException {
    Instant now = clock.instant();
    Linked known = linked.get(mappingId);
    if (known == null || known.at().plus(KNOWN_FOR).isBefore(now)) {
      known = new Linked(table.linked(connection, mappingId), now);
      linked.put(mappingId, known);
    }
    return known.count();
  }

  private void stop(TooMuch found) {
    pool.transact(
        c -> {
          for (Map.Entry<Key, GuardStop> one : found.stops.entrySet()) {
            table.stop(c, one.getKey(), one.getValue());
          }
          return true;
        });
    GuardStop first = found.stops.values().iterator().next();
    MappingName mapping = first.mapping();
    Direction direction = first.direction();
    if (pauseOf(mapping, direction).isEmpty()) {
      var problem = first.problem();
      String reason = problem.code() + ": " + problem.message() + ". " + problem.action();
      pauses.add(Optional.empty(), Optional.of(mapping), direction, reason, Optional.empty());
    }
  }

  private Optional<Pause> pauseOf(MappingName mapping, Direction direction) {
    return pauses.active().stream()
        .filter(p -> p.org().isEmpty() && p.mapping().equals(Optional.of(mapping)))
        .filter(p -> p.direction() == direction)
        .findFirst();
  }

  private boolean isStopped(MappingName mapping, Direction direction) {
    return pauseOf(mapping, direction).filter(p -> p.reason().startsWith("MASS-")).isPresent();
  }

  void giveBack(List<Counted> counted) {
    if (!counted.isEmpty()) {
      pool.transact(
          c -> {
            for (Counted one : counted) {
              if (one.allowed()) {
                table.take(c, one.key(), -one.count());
              } else {
                table.add(c, one.key(), one.slot(), 0, -one.count());
              }
            }
            return true;
          });
    }
  }

  @Override
  public List<GuardStop> stops(MappingName mapping) {
    List<GuardStop> noted =
        pool.transact(
            c -> {
              Optional<Long> id = mappings.find(c, mapping);
              return id.isPresent() ? table.stops(c, mapping, id.get()) : List.of();
            });
    return noted.stream().filter(stop -> isStopped(mapping, stop.direction())).toList();
  }

  @Override
  public List<GuardStop> allow(MappingName mapping) {
    List<GuardStop> stops = stops(mapping);
    for (GuardStop stop : stops) {
      pool.transact(
          c -> {
            long id = mappings.id(c, mapping);
            var key = new Key(id, stop.direction(), stop.field());
            long all = table.linked(c, id);
            long most =
                stop.field().isPresent()
                    ? all
                    : Math.max(stop.counted(), table.waiting(c, id, stop.direction(), all));
            table.forget(c, key);
            table.allow(c, key, most, ALLOWED_FOR.toMillis());
            return true;
          });
      pauses.remove(Optional.empty(), Optional.of(mapping), stop.direction());
    }
    return stops;
  }
}
