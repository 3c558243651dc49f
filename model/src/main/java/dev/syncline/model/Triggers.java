package dev.syncline.model;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which kinds of changes a mapping carries, each way.
 *
 * @param pull of records, to rows
 * @param push of rows, to records
 */
public record Triggers(Set<Operation> pull, Set<Operation> push) {
  /** Every change is carried. */
  public static final Triggers ALL =
      new Triggers(EnumSet.allOf(Operation.class), EnumSet.allOf(Operation.class));

  public Triggers {
    pull = Set.copyOf(pull);
    push = Set.copyOf(push);
  }

  /** Whether a change of records is carried. */
  public boolean pulls(Operation operation) {
    return pull.contains(operation);
  }

  /** Whether a change of rows is carried. */
  public boolean pushes(Operation operation) {
    return push.contains(operation);
  }
}
