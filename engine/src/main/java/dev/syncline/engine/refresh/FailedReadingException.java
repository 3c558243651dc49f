package dev.syncline.engine.refresh;

import dev.syncline.engine.ProblemException;
import dev.syncline.model.Problem;

/** A reading came to nothing: its run is at its end, and one that may pass is begun anew once. */
final class FailedReadingException extends ProblemException {
  private static final long serialVersionUID = 1L;

  FailedReadingException(Problem problem) {
    super(problem, null);
  }
}
