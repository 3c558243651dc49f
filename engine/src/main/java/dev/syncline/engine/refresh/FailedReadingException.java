package dev.syncline.engine.refresh;

import dev.syncline.engine.ProblemException;
import dev.syncline.model.Problem;

/** The org gave a reading up: its run is at its end, as the handle never gets ready again. */
final class FailedReadingException extends ProblemException {
  private static final long serialVersionUID = 1L;

  FailedReadingException(Problem problem) {
    super(problem, null);
  }
}
