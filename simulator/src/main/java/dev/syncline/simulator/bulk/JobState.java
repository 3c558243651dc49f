package dev.syncline.simulator.bulk;

/** How far a job has come. */
enum JobState {
  UPLOAD_COMPLETE("UploadComplete"),
  IN_PROGRESS("InProgress"),
  JOB_COMPLETE("JobComplete"),
  FAILED("Failed"),
  ABORTED("Aborted");

  private final String wireName;

  JobState(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }

  /** Whether the job will not change any more. */
  boolean isTerminal() {
    return switch (this) {
      case UPLOAD_COMPLETE, IN_PROGRESS -> false;
      case JOB_COMPLETE, FAILED, ABORTED -> true;
    };
  }
}
