package dev.syncline.model;

/**
 * What a page of pushed rows came to, counted. Every outbox entry that was claimed stands in
 * exactly one count.
 *
 * @param created records made
 * @param updated records changed
 * @param deleted records deleted
 * @param unchanged rows that had nothing to send
 * @param waiting rows whose parent has no record yet
 * @param retried rows to be tried again, or given back because the org was in trouble
 * @param parked rows set aside with a reason
 */
public record PushOutcome(
    long created,
    long updated,
    long deleted,
    long unchanged,
    long waiting,
    long retried,
    long parked) {
  /** No rows at all. */
  public static final PushOutcome NONE = new PushOutcome(0, 0, 0, 0, 0, 0, 0);

  /** All entries that the outcome accounts for. */
  public long rows() {
    return written() + unchanged + waiting + retried + parked;
  }

  /** Records created, changed and deleted. */
  public long written() {
    return created + updated + deleted;
  }

  /** Both outcomes together. */
  public PushOutcome plus(PushOutcome other) {
    return new PushOutcome(
        created + other.created,
        updated + other.updated,
        deleted + other.deleted,
        unchanged + other.unchanged,
        waiting + other.waiting,
        retried + other.retried,
        parked + other.parked);
  }
}
