package dev.syncline.app.operation;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.Watermark;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Shows, sets and resets how far the changes of mappings have been read. */
public final class WatermarkOperation {
  private static final Duration HOLD = Duration.ofMinutes(1);

  private final Connections connections;

  public WatermarkOperation(Connections connections) {
    this.connections = connections;
  }

  /** The watermark of a mapping; empty before it was ever read. */
  public Optional<Watermark> find(Mapping mapping) {
    return Optional.of(connections.reach(mapping.database()))
        .filter(Database::isInstalled)
        .flatMap(database -> database.watermarks().find(mapping.name()));
  }

  /**
   * Sets the watermark: the next pull reads what changed since then.
   *
   * @param time in the org's time
   * @throws MappingException if that is in the future
   * @throws dev.syncline.engine.database.DatabaseException with code {@code LEASE-HELD} while
   *     another process pulls the mapping
   */
  public Watermark set(Mapping mapping, Instant time) {
    requirePull(mapping);
    Instant now = connections.org(mapping.org()).changes().now();
    if (time.isAfter(now)) {
      throw new MappingException(
          List.of(
              new Problem(
                  "WATERMARK-FUTURE",
                  ErrorClass.MAPPING,
                  "%s is in the future: the org's clock says %s".formatted(time, now),
                  "what changes until then would be missed; give a time that has passed")));
    }
    Watermark watermark = Watermark.at(time);
    leased(
        mapping, (database, lease) -> database.watermarks().set(lease, mapping.name(), watermark));
    return watermark;
  }

  /**
   * Forgets the watermark: the next pull reads all records.
   *
   * @throws dev.syncline.engine.database.DatabaseException with code {@code LEASE-HELD} while
   *     another process pulls the mapping
   */
  public void reset(Mapping mapping) {
    requirePull(mapping);
    leased(mapping, (database, lease) -> database.watermarks().reset(lease, mapping.name()));
  }

  private static void requirePull(Mapping mapping) {
    if (!mapping.direction().pulls()) {
      throw OpenMapping.wrongWay(mapping, "pull");
    }
  }

  private void leased(Mapping mapping, BiConsumer<Database, Lease> work) {
    MappingName name = mapping.name();
    Database database = connections.database(mapping.database());
    Lease lease = database.leases().acquire("pull/" + name, HOLD);
    try {
      work.accept(database, lease);
    } finally {
      database.leases().release(lease);
    }
  }
}
