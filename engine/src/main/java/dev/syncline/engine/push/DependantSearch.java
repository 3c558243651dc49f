package dev.syncline.engine.push;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.Dependants;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.MappingName;
import java.time.Duration;

/**
 * Puts rows into the outbox whose related rows have changed, a portion at a time: one process for a
 * mapping does it, the others leave it to that one.
 */
public final class DependantSearch {
  /** One portion is found within seconds. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final Database database;

  public DependantSearch(Database database) {
    this.database = database;
  }

  /** Whether related rows have changed whose dependants are not all found yet. */
  public boolean isPending(ResolvedMapping mapping) {
    return !mapping.relations().isEmpty() && database.dependants().pending(mapping) > 0;
  }

  /**
   * Finds the next portion, of at most {@link Dependants#PORTION} rows.
   *
   * @return whether there may be more to be found by us
   */
  public boolean next(ResolvedMapping mapping) {
    if (!isPending(mapping)) {
      return false;
    }
    MappingName name = mapping.mapping().name();
    try {
      Lease lease = database.leases().acquire("dependants/" + name, LEASE);
      try {
        return database.dependants().next(mapping).more();
      } finally {
        database.leases().release(lease);
      }
    } catch (DatabaseException e) {
      if (!e.problem().code().equals(Lease.HELD)) {
        throw e;
      }
      return false;
    }
  }
}
