package dev.syncline.app.operation;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.PushOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What syncing came to.
 *
 * @param idle whether both sides are quiet: nothing is left that could move
 * @param stopped whether a stop was asked for
 * @param troubles what kept mappings from their turn at the end, limits among them
 */
public record SyncResult(
    AppliedPage pulled,
    PushOutcome pushed,
    List<MappingState> mappings,
    List<Problem> troubles,
    Duration duration,
    long apiCalls,
    boolean idle,
    boolean stopped) {
  public SyncResult {
    mappings = List.copyOf(mappings);
    troubles = List.copyOf(troubles);
  }

  /**
   * How a mapping stands at the end.
   *
   * @param pending rows that are still to be pushed
   * @param waiting of these, the ones whose parent has no record
   * @param parked rows and records that are set aside
   * @param completeUntil until when the rows are complete, in the org's time
   * @param halted whether a direction is paused
   */
  public record MappingState(
      MappingName mapping,
      long pending,
      long waiting,
      long parked,
      Optional<Instant> completeUntil,
      boolean halted) {}

  /** All that are set aside. */
  public long parked() {
    return mappings.stream().mapToLong(MappingState::parked).sum();
  }

  /** All rows that wait for a parent. */
  public long waiting() {
    return mappings.stream().mapToLong(MappingState::waiting).sum();
  }
}
