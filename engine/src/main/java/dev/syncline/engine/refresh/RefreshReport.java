package dev.syncline.engine.refresh;

import dev.syncline.engine.org.ReadingMethod;
import dev.syncline.model.MappingName;
import dev.syncline.model.PullOutcome;
import java.time.Duration;

/**
 * What a refresh came to.
 *
 * @param completed whether it reached its end; one that was stopped is taken up by the next start
 * @param resumed records that an earlier process had committed
 * @param parked records that stand parked at the end: those that were refused as they were read,
 *     and those of which a reference or the delete was refused
 * @param waiting references whose parent is not there
 * @param unconfirmed linked records that were not read, and are not in the recycle bin either: out
 *     of the mapping's scope, hidden from the user, or purged. Their rows are left alone
 */
public record RefreshReport(
    MappingName mapping,
    boolean completed,
    ReadingMethod method,
    PullOutcome outcome,
    long resumed,
    long parked,
    long waiting,
    long unconfirmed,
    Duration duration) {
  /** The same, with as many records parked and references waiting as are found now. */
  public RefreshReport with(long nowParked, long nowWaiting) {
    return new RefreshReport(
        mapping, completed, method, outcome, resumed, nowParked, nowWaiting, unconfirmed, duration);
  }
}
