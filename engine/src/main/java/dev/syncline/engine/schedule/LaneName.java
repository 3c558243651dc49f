package dev.syncline.engine.schedule;

import dev.syncline.model.Direction;
import dev.syncline.model.MappingName;

/**
 * One way of one mapping.
 *
 * @param direction PULL or PUSH
 */
public record LaneName(MappingName mapping, Direction direction) {
  public LaneName {
    if (direction == Direction.BOTH) {
      throw new IllegalArgumentException("A lane goes one way");
    }
  }

  @Override
  public String toString() {
    return mapping + (direction == Direction.PULL ? " (pull)" : " (push)");
  }
}
