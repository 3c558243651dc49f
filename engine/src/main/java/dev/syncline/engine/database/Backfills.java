package dev.syncline.engine.database;

import dev.syncline.engine.mapping.Narrowing;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.List;
import java.util.Optional;

/**
 * Carries lines that are new in a mapping to rows that are linked already, beside everything that
 * goes on: nothing else of a row is written, no trigger of ours notes it, and nobody is kept
 * waiting for longer than one short transaction.
 */
public interface Backfills {
  /** The most records of a chunk, which is one transaction. */
  int MAX_CHUNK = 2_000;

  /**
   * What a chunk came to.
   *
   * @param written rows whose columns were written
   * @param agreed rows that held the record's values already
   * @param left records that have no row, or whose row has the values from a newer reading
   * @param deferred records that are merged by themselves, as their row says something else or is
   *     in use: they are in the pull queue, or their row is in the outbox
   */
  record Filled(long written, long agreed, long left, long deferred) {
    /** Nothing at all. */
    public static final Filled NONE = new Filled(0, 0, 0, 0);

    /** Both together. */
    public Filled plus(Filled other) {
      return new Filled(
          written + other.written,
          agreed + other.agreed,
          left + other.left,
          deferred + other.deferred);
    }
  }

  /**
   * Where a portion of a mapping's links ends, in the order of the record ids; empty if there are
   * none left.
   *
   * @param after where the portion before ended; absent for the first
   */
  Optional<RecordId> portion(MappingName mapping, Optional<RecordId> after, int size);

  /**
   * Writes the narrow lines of records that were read into their rows, and into the bases of their
   * links, where no newer reading or push has been before: in one transaction, or in smaller ones
   * if a row is refused.
   *
   * @param token links that were read or pushed since have the values already
   * @param changes at most {@link #MAX_CHUNK}, planned by the narrow mapping
   * @throws DatabaseException with code {@code LEASE-LOST} if the lease is another's
   */
  Filled fill(Narrowing narrowing, Lease lease, long token, List<PlannedChange> changes);

  /**
   * The linked rows of a portion that hold something in the columns of the narrow lines, which are
   * to be pushed.
   *
   * @param after where the portion before ended; absent for the first
   * @param last the portion's last record
   */
  List<RowKey> telling(ResolvedMapping narrow, Optional<RecordId> after, RecordId last);
}
