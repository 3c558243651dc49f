package dev.syncline.engine.refresh;

import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;

/** The failures that a refresh itself finds. */
final class RefreshProblems {
  /** The code by which a connector says that the org no longer has a reading. */
  static final String READING_GONE = "READING-GONE";

  private RefreshProblems() {}

  /**
   * The org said one number of records, and the pages had another, as when records were deleted
   * while they were read by REST: the next reading may well agree.
   */
  static Problem wrongTotal(MappingName mapping, long said, long read) {
    return new Problem(
        "REFRESH-INCOMPLETE",
        ErrorClass.TRANSIENT,
        "mapping %s: the org announced %d records and its pages held %d"
            .formatted(mapping, said, read),
        "Start the refresh again; what was read is kept and only differences are written");
  }

  static OrgException gone(MappingName mapping, int starts) {
    return new OrgException(
        new Problem(
            "REFRESH-RESTARTED",
            ErrorClass.TRANSIENT,
            "mapping %s: the org lost the result of the query %d times".formatted(mapping, starts),
            "Start the refresh again later; look at the org's status"));
  }

  /** A worker met what nobody foresaw. */
  static OrgException defect(MappingName mapping, Throwable cause) {
    return new OrgException(
        new Problem(
            "REFRESH-DEFECT",
            ErrorClass.BUG,
            "mapping %s: %s".formatted(mapping, cause),
            "Report it with the log; what was committed stays, and the next start goes on"),
        cause);
  }
}
