package dev.syncline.engine.schedule;

import dev.syncline.model.Direction;
import dev.syncline.model.MappingName;

/** One way of one mapping. */
public record LaneName(MappingName mapping, Way way) {
  /** What a lane does. */
  public enum Way {
    PULL,
    PUSH,
    /** Both sides are compared. */
    COMPARE,
    /** What changes without a change of its record is read again. */
    REREAD;

    /** In words. */
    public String word() {
      return switch (this) {
        case PULL -> "pull";
        case PUSH -> "push";
        case COMPARE -> "compare";
        case REREAD -> "reread";
      };
    }

    private static Way of(Direction direction) {
      return switch (direction) {
        case PULL -> PULL;
        case PUSH -> PUSH;
        case BOTH -> throw new IllegalArgumentException("A lane goes one way");
      };
    }
  }

  /** A lane that carries changes; not both ways. */
  public LaneName(MappingName mapping, Direction direction) {
    this(mapping, Way.of(direction));
  }

  @Override
  public String toString() {
    return mapping + " (" + way.word() + ")";
  }
}
