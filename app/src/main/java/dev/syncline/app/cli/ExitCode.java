package dev.syncline.app.cli;

import dev.syncline.engine.database.GuardStop;
import dev.syncline.engine.database.Lease;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;

/** How a command ended, for scripts. 0 is always a success, anything else never. */
public enum ExitCode {
  /** All is done. */
  OK(0),
  /** It failed. */
  FAILED(1),
  /** The command line is wrong. */
  USAGE(2),
  /** Done, and both sides differ. */
  DIFFERENT(3),
  /** Finished, but some records are parked. */
  PARKED(4),
  /** Signing in or a permission failed. */
  ACCESS(5),
  /** A limit is reached: the org's, its budget's, or the one of a run. */
  LIMIT(6),
  /** The wait is over; the work goes on. */
  WAIT_OVER(7),
  /** Another process has the lock. */
  HELD(8),
  /** What was asked for is paused, wholly or in part. */
  PAUSED(9),
  /** Stopped by the user; what was done stays. */
  INTERRUPTED(130);

  /** How codes of databases begin: a full disk is no limit of the org, and waiting is no help. */
  private static final String DATABASE = "DB-";

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number that the process ends with. */
  public int code() {
    return code;
  }

  /** The exit code for a command that a problem ended. */
  public static ExitCode of(Problem problem) {
    if (problem.code().equals(Lease.HELD) || problem.code().equals(Lease.LOST)) {
      return HELD;
    }
    if (GuardStop.is(problem)) {
      return PAUSED;
    }
    ExitCode byClass = of(problem.errorClass());
    boolean ofDatabase = problem.code().startsWith(DATABASE);
    return byClass == LIMIT && ofDatabase ? FAILED : byClass;
  }

  private static ExitCode of(ErrorClass errorClass) {
    return switch (errorClass) {
      case ACCESS -> ACCESS;
      case LIMIT -> LIMIT;
      case DATA, MAPPING, TRANSIENT, BUG -> FAILED;
    };
  }
}
