package dev.syncline.engine.lease;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.Leases;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Renews a lease as work goes on: after a third of its time. Safe for the workers of one run. */
public final class LeaseKeeper {
  /** How many records pass between two looks at the clock. */
  public static final int RECORDS_BETWEEN_LOOKS = 1_000;

  private final Leases leases;
  private final Lease lease;
  private final Duration duration;
  private final InstantSource clock;
  private Instant renewed;

  public LeaseKeeper(Leases leases, Lease lease, Duration duration, InstantSource clock) {
    this.leases = leases;
    this.lease = lease;
    this.duration = duration;
    this.clock = clock;
    this.renewed = clock.instant();
  }

  public Lease lease() {
    return lease;
  }

  /**
   * Renews the lease if it is due.
   *
   * @throws DatabaseException with code {@link Lease#LOST} if another has taken the job over
   */
  public synchronized void keep() {
    Instant now = clock.instant();
    if (Duration.between(renewed, now).compareTo(duration.dividedBy(3)) >= 0) {
      leases.renew(lease, duration);
      renewed = now;
    }
  }
}
