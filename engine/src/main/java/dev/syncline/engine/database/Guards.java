package dev.syncline.engine.database;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The guard against mass deletions and fields that become empty. What is about to be written is
 * counted over the last hour, by mapping and direction, for all processes together; what goes
 * beyond the mapping's bounds pauses that direction until a person allows it.
 *
 * <p>Writers of pulled pages ask it themselves, before a page is written; so does a push before
 * anything is sent.
 */
public interface Guards {
  /** What is counted together. */
  Duration WINDOW = Duration.ofHours(1);

  /** How long an allowance holds. */
  Duration ALLOWED_FOR = Duration.ofHours(24);

  /**
   * So many of one kind that are about to be written.
   *
   * @param field that becomes empty; absent for deletions
   */
  record Mass(Optional<FieldName> field, long count) {
    /** So many deletions. */
    public static Mass deletions(long count) {
      return new Mass(Optional.empty(), count);
    }
  }

  /**
   * Counts what is about to be written.
   *
   * @throws DatabaseException with the problem of a {@link GuardStop} if it is too much; nothing of
   *     it may be written, and the direction is paused
   */
  void admit(ResolvedMapping mapping, Direction direction, List<Mass> masses);

  /** What waits for a person's word, of one mapping. */
  List<GuardStop> stops(MappingName mapping);

  /**
   * Lets what waits now go, once: as many deletions as wait, and the named fields of as many
   * records as are linked, for {@link #ALLOWED_FOR}. The pauses end.
   *
   * @return what waited
   */
  List<GuardStop> allow(MappingName mapping);
}
