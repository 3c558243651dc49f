package dev.syncline.engine.sync;

import dev.syncline.engine.budget.CallBudget;
import dev.syncline.engine.schedule.LaneName;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;

/** What keeps lanes from their turn, in words. */
final class SyncProblems {
  private SyncProblems() {}

  static Problem budget(LaneName lane, CallBudget budget) {
    return new Problem(
        "BUDGET-SHORT",
        ErrorClass.LIMIT,
        "mapping %s waits: of the org's %d daily calls %d are left, and %d of these are for others"
            .formatted(lane, budget.max(), budget.remaining(), budget.reserved()),
        "Nothing: it goes on as soon as calls are free again. To use more of them, lower the"
            + " org's budget.reserve or raise the mapping's priority");
  }

  /** A stream that seems well tells nothing of a mapping. */
  static Problem untold(MappingName mapping) {
    return new Problem(
        "STREAM-UNTOLD",
        ErrorClass.MAPPING,
        "mapping %s: a poll has found changes of which the org's events told nothing"
            .formatted(mapping),
        "Select the object for Change Data Capture in the org's Setup and see that the user may"
            + " view all of its records; until an event comes, the mapping is polled as without"
            + " events");
  }

  /** A compare met what nobody foresaw; what is carried goes on. */
  static Problem defect(MappingName mapping, RuntimeException cause) {
    return new Problem(
        "COMPARE-DEFECT",
        ErrorClass.BUG,
        "mapping %s: %s".formatted(mapping, cause),
        "Report it with the log; nothing was certified");
  }

  static Problem pushLimit(LaneName lane, long limit, long ready) {
    return new Problem(
        "PUSH-LIMIT",
        ErrorClass.LIMIT,
        "mapping %s: %d rows were pushed, as many as one run may; %d are left"
            .formatted(lane, limit, ready),
        "Nothing: they go with the next runs. To push more at once, raise the mapping's"
            + " push.limit");
  }
}
