package dev.syncline.engine.database;

/**
 * The right to do a job until its time runs out. The fence grows with every owner; a write with an
 * older fence is refused, so that an owner that was taken for dead cannot come back and write.
 *
 * @param job the job, such as {@code refresh/contacts}
 */
public record Lease(String job, long fence) {
  /** The code of the problem when another has taken the job over. */
  public static final String LOST = "LEASE-LOST";

  /** The code of the problem when another has the job. */
  public static final String HELD = "LEASE-HELD";
}
