package dev.syncline.engine.compare;

import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;

/** The failures that a compare itself finds. */
final class CompareProblems {
  private CompareProblems() {}

  /** What was read is not all there is: nothing can be said of what is missing. */
  static Problem wrongTotal(MappingName mapping, long said, long read) {
    return new Problem(
        "COMPARE-INCOMPLETE",
        ErrorClass.TRANSIENT,
        "mapping %s: the org announced %d records and its pages held %d"
            .formatted(mapping, said, read),
        "Start the compare again; nothing was changed");
  }

  /** A worker met what nobody foresaw. */
  static OrgException defect(MappingName mapping, Throwable cause) {
    return new OrgException(
        new Problem(
            "COMPARE-DEFECT",
            ErrorClass.BUG,
            "mapping %s: %s".formatted(mapping, cause),
            "Report it with the log; nothing was changed"),
        cause);
  }
}
