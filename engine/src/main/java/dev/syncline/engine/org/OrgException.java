package dev.syncline.engine.org;

import dev.syncline.engine.ProblemException;
import dev.syncline.model.Problem;
import org.jspecify.annotations.Nullable;

/** An org, or the way to it, failed. */
public final class OrgException extends ProblemException {
  private static final long serialVersionUID = 1L;

  public OrgException(Problem problem) {
    super(problem, null);
  }

  public OrgException(Problem problem, @Nullable Throwable cause) {
    super(problem, cause);
  }
}
