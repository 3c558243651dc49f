package dev.syncline.app.operation;

import dev.syncline.engine.refresh.RefreshReport;
import java.time.Duration;
import java.util.List;

/**
 * What refreshing some mappings came to.
 *
 * @param reports one per mapping that was begun, in the order of the work
 * @param apiCalls the calls made to orgs
 * @param peakHeapMebibytes the most heap that this process used
 * @param reasons why records are parked
 * @param stopped whether the user stopped it before its end
 */
public record RefreshResult(
    List<RefreshReport> reports,
    Duration duration,
    long apiCalls,
    long peakHeapMebibytes,
    List<ParkedReason> reasons,
    boolean stopped) {
  public RefreshResult {
    reports = List.copyOf(reports);
    reasons = List.copyOf(reasons);
  }

  /** All records that were read and accounted for. */
  public long records() {
    return reports.stream().mapToLong(r -> r.outcome().records()).sum();
  }

  /** The records that were set aside. */
  public long parked() {
    return reports.stream().mapToLong(RefreshReport::parked).sum();
  }

  /** Whether every mapping that was begun reached its end. */
  public boolean completed() {
    return reports.stream().allMatch(RefreshReport::completed);
  }

  /** Records a second over the whole time, those that an earlier process committed left out. */
  public long recordsPerSecond() {
    long resumed = reports.stream().mapToLong(RefreshReport::resumed).sum();
    return perSecond(records() - resumed, duration);
  }

  /** Records a second. */
  public static long perSecond(long records, Duration duration) {
    return records * 1_000 / Math.max(1, duration.toMillis());
  }
}
