package dev.syncline.engine.database;

import java.time.Duration;

/** Leases on jobs, on the database's own time. */
public interface Leases {
  /**
   * Takes the job for this process. A lease whose owner is a dead process of this machine is taken
   * over at once, any other when its time is over.
   *
   * @throws DatabaseException with code {@code LEASE-HELD} and the owner's name while another has
   *     it
   */
  Lease acquire(String job, Duration duration);

  /**
   * Extends the lease.
   *
   * @throws DatabaseException with code {@code LEASE-LOST} if another has taken the job over
   */
  void renew(Lease lease, Duration duration);

  /** Gives the job back; a lease that is already lost stays lost. */
  void release(Lease lease);
}
