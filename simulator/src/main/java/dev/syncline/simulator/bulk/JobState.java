package dev.syncline.simulator.bulk;

/** How far a job has come. */
public enum JobState {
  /** Made, and waiting for its rows; no query job ever is. */
  OPEN("Open"),
  UPLOAD_COMPLETE("UploadComplete"),
  IN_PROGRESS("InProgress"),
  JOB_COMPLETE("JobComplete"),
  FAILED("Failed"),
  ABORTED("Aborted");

  private final String wireName;

  JobState(String wireName) {
    this.wireName = wireName;
  }

  /** The name on the wire, such as {@code UploadComplete}. */
  public String wireName() {
    return wireName;
  }

  /** Whether the job will not change any more. */
  public boolean isTerminal() {
    return switch (this) {
      case OPEN, UPLOAD_COMPLETE, IN_PROGRESS -> false;
      case JOB_COMPLETE, FAILED, ABORTED -> true;
    };
  }
}
