package dev.syncline.model;

/**
 * What a page of pulled records came to, counted. Every record that was read stands in exactly one
 * count.
 *
 * @param inserted rows created
 * @param updated rows changed
 * @param unchanged rows that were already equal, or newer than what was read
 * @param deleted rows treated by the delete policy
 * @param parked records set aside with a reason
 */
public record PullOutcome(long inserted, long updated, long unchanged, long deleted, long parked) {
  /** No records at all. */
  public static final PullOutcome NONE = new PullOutcome(0, 0, 0, 0, 0);

  /** All records that the outcome accounts for. */
  public long records() {
    return inserted + updated + unchanged + deleted + parked;
  }

  /** Both outcomes together. */
  public PullOutcome plus(PullOutcome other) {
    return new PullOutcome(
        inserted + other.inserted,
        updated + other.updated,
        unchanged + other.unchanged,
        deleted + other.deleted,
        parked + other.parked);
  }
}
