package dev.syncline.engine.database;

import dev.syncline.engine.budget.CallSample;
import dev.syncline.engine.schedule.LaneName;
import dev.syncline.model.OrgName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * When lanes had their last run, what calls they made, and what orgs said of the calls that are
 * left. All times are of the clock of who writes.
 */
public interface LaneBook {
  /** Older entries on calls are dropped. */
  Duration KEPT_FOR = Duration.ofHours(25);

  /** When the last run of each lane began; lanes that never had one are not in it. */
  Map<LaneName, Instant> lastRuns();

  /** Notes when the last run of a lane began. */
  void ran(LaneName lane, Instant began);

  /**
   * The calls of a lane in an hour.
   *
   * @param hour its beginning
   */
  record Cost(LaneName lane, Instant hour, long calls) {}

  /** Adds to the calls of a lane in an hour, and drops what is older than is kept. */
  void charge(Cost cost);

  /** The calls of lanes in the hours that began at that time or later. */
  List<Cost> costs(Instant since);

  /** Notes what an org said, and drops what is older than is kept. */
  void note(OrgName org, CallSample sample);

  /** What an org said at that time or later, oldest first. */
  List<CallSample> samples(OrgName org, Instant since);
}
