package dev.syncline.engine.database;

import dev.syncline.model.Direction;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A mass of deletions, or of values that would become empty, that waits for a person's word.
 *
 * @param direction PULL where rows would be written, PUSH where records would
 * @param field that would become empty; absent for deletions
 * @param counted what an hour would come to with what waits, as far as it is known
 * @param most what goes without being asked
 * @param linked how many records are linked
 */
public record GuardStop(
    MappingName mapping,
    Direction direction,
    Optional<FieldName> field,
    long counted,
    long most,
    long linked,
    Instant since) {
  /** The code of deletions. */
  public static final String MASS_DELETE = "MASS-DELETE";

  /** The code of a field that would become empty. */
  public static final String MASS_NULL = "MASS-NULL";

  /** What the person reads. */
  public Problem problem() {
    String side = direction == Direction.PULL ? "rows" : "records";
    String way = direction.name().toLowerCase(Locale.ROOT);
    String deed =
        field
            .map(name -> "would empty %s in %d %s".formatted(name, counted, side))
            .orElse("would delete %d %s".formatted(counted, side));
    return new Problem(
        field.isPresent() ? MASS_NULL : MASS_DELETE,
        ErrorClass.DATA,
        "mapping %s: an hour's %s %s of %d linked ones; beyond %d somebody must allow it"
            .formatted(mapping, way, deed, linked, most),
        "Look whether that is meant: if so, 'syncline guard allow %s'; if not, set it right and"
                .formatted(mapping)
            + " 'syncline queue resume %s --direction %s'".formatted(mapping, way));
  }

  /** Whether a problem is such a stop: the mapping's way is paused, all else goes on. */
  public static boolean is(Problem problem) {
    return problem.code().equals(MASS_DELETE) || problem.code().equals(MASS_NULL);
  }
}
