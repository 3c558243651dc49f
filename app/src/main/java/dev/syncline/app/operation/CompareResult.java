package dev.syncline.app.operation;

import dev.syncline.engine.compare.CompareReport;
import java.time.Duration;
import java.util.List;

/**
 * What comparing some mappings came to.
 *
 * @param apiCalls the calls made to orgs
 * @param peakHeapMebibytes the most heap that was used, in MiB
 * @param stopped whether a stop was asked for
 */
public record CompareResult(
    List<CompareReport> reports,
    Duration duration,
    long apiCalls,
    long peakHeapMebibytes,
    boolean stopped) {
  public CompareResult {
    reports = List.copyOf(reports);
  }

  /** Whether every mapping holds, or all that does not is queued to be repaired. */
  public boolean settled() {
    return reports.stream().allMatch(CompareResult::settled);
  }

  private static boolean settled(CompareReport report) {
    return report.completed()
        && report.unchecked() == 0
        && report.repairs().queued() >= report.different();
  }

  /** How many are set aside, over all mappings. */
  public long parked() {
    return reports.stream().mapToLong(CompareReport::allParked).sum();
  }
}
