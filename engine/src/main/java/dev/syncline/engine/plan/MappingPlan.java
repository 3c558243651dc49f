package dev.syncline.engine.plan;

import dev.syncline.engine.revision.RevisionDiff;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import java.time.Duration;
import java.util.List;

/**
 * What applying a mapping would do.
 *
 * @param revision the number of the revision that holds; 0 before the first
 * @param diff what the configuration says otherwise
 * @param statements the SQL that would be run
 * @param fill the lines that would be back-filled
 * @param rejects what would not be carried
 * @param notes what else a person should know
 */
public record MappingPlan(
    MappingName mapping,
    long revision,
    RevisionDiff diff,
    List<String> statements,
    List<FieldName> fill,
    Work work,
    List<Reject> rejects,
    Risk risk,
    List<String> notes,
    FieldSample sample) {
  /**
   * How much is to be done.
   *
   * @param linked records whose links take the lines in
   * @param rows that would be written
   * @param records of the org that would be written
   * @param contested of both that say something else
   * @param estimated whether the numbers are estimated from a sample
   * @param calls of the org's API, about
   * @param time about
   */
  public record Work(
      long linked,
      long rows,
      long records,
      long contested,
      boolean estimated,
      long calls,
      Duration time) {}

  /**
   * What would not be carried.
   *
   * @param code as it will stand with the record or row
   * @param words what it is about
   * @param count how many, about; -1 where nobody knows
   */
  public record Reject(String code, String words, long count) {}

  /** How much harm it may do, and why. */
  public record Risk(Level level, List<String> reasons) {
    public Risk {
      reasons = List.copyOf(reasons);
    }
  }

  /** How much harm something may do. */
  public enum Level {
    LOW,
    MEDIUM,
    HIGH
  }

  public MappingPlan {
    statements = List.copyOf(statements);
    fill = List.copyOf(fill);
    rejects = List.copyOf(rejects);
    notes = List.copyOf(notes);
  }

  /** Whether there is anything to apply. */
  public boolean hasChanges() {
    return !diff.isEmpty() || !statements.isEmpty() || !fill.isEmpty();
  }
}
