package dev.syncline.jdbc.page;

import dev.syncline.model.Operation;
import dev.syncline.model.Triggers;
import java.util.List;
import java.util.Optional;

/**
 * Statements that leave records of a planned page where they are because the mapping does not carry
 * what happened to them: they count as unchanged, and no base takes them in.
 */
public final class Carried {
  private Carried() {}

  /** Leaves linked records as they are; empty if their changes are carried. */
  public static Optional<String> leaveChanged(StageLayout layout, String plan) {
    return triggers(layout).pulls(Operation.UPDATE)
        ? Optional.empty()
        : Optional.of(leave(plan, List.of("'C'")));
  }

  /**
   * Makes no rows; empty if new records are carried. To be run when rows without a link have been
   * recognized.
   */
  public static Optional<String> leaveNew(StageLayout layout, String plan) {
    return makesRows(layout) ? Optional.empty() : Optional.of(leave(plan, List.of("'N'", "'M'")));
  }

  /** Whether records without a row get one. */
  public static boolean makesRows(StageLayout layout) {
    return triggers(layout).pulls(Operation.CREATE);
  }

  private static String leave(String plan, List<String> actions) {
    return "UPDATE "
        + plan
        + " SET action = 'S' WHERE action IN ("
        + String.join(", ", actions)
        + ")";
  }

  private static Triggers triggers(StageLayout layout) {
    return layout.mapping().mapping().rules().scope().triggers();
  }
}
