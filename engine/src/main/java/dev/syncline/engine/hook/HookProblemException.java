package dev.syncline.engine.hook;

import dev.syncline.engine.ProblemException;
import dev.syncline.model.Problem;

/** A hook that had to be asked before anything could begin, and could not be. */
public final class HookProblemException extends ProblemException {
  private static final long serialVersionUID = 1L;

  HookProblemException(Problem problem) {
    super(problem, null);
  }
}
