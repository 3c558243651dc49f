package dev.syncline.engine.database;

import dev.syncline.model.Direction;
import dev.syncline.model.MappingName;
import dev.syncline.model.OrgName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The halts of a database's mappings. All processes keep to them. */
public interface Pauses {
  /** The halts that hold now. */
  List<Pause> active();

  /** Adds a halt, in place of one of the same scope. */
  void add(
      Optional<OrgName> org,
      Optional<MappingName> mapping,
      Direction direction,
      String reason,
      Optional<Duration> length);

  /**
   * Ends the halts of exactly this scope.
   *
   * @return whether there was one
   */
  boolean remove(Optional<OrgName> org, Optional<MappingName> mapping, Direction direction);
}
