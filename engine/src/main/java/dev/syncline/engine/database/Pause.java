package dev.syncline.engine.database;

import dev.syncline.model.Direction;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.OrgName;
import java.time.Instant;
import java.util.Optional;

/**
 * A halt of some work, until it is resumed.
 *
 * @param org absent means all
 * @param mapping absent means all of the org
 * @param direction BOTH means both
 * @param reason who or what asked for it and why, for people
 * @param until when it ends by itself; absent means that a person ends it
 */
public record Pause(
    Optional<OrgName> org,
    Optional<MappingName> mapping,
    Direction direction,
    String reason,
    Instant since,
    Optional<Instant> until) {
  /** Whether it keeps a mapping from pulling. */
  public boolean haltsPull(Mapping other) {
    return direction.pulls() && isOf(other);
  }

  /** Whether it keeps a mapping from pushing. */
  public boolean haltsPush(Mapping other) {
    return direction.pushes() && isOf(other);
  }

  private boolean isOf(Mapping other) {
    return org.filter(o -> !o.equals(other.org())).isEmpty()
        && mapping.filter(m -> !m.equals(other.name())).isEmpty();
  }
}
