package dev.syncline.app.cli;

import dev.syncline.engine.ProblemException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;

/** The command line asks for something that cannot be meant. */
public final class UsageException extends ProblemException {
  private static final long serialVersionUID = 1L;

  /** The code of the problem. */
  public static final String CODE = "USAGE";

  public UsageException(String message, String action) {
    super(new Problem(CODE, ErrorClass.MAPPING, message, action), null);
  }
}
