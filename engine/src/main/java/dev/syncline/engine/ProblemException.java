package dev.syncline.engine;

import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import org.jspecify.annotations.Nullable;

/** A failure that ends the call at hand, with the {@link Problem} that its reader is shown. */
public abstract class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  protected ProblemException(Problem problem, @Nullable Throwable cause) {
    super(problem.code() + ": " + problem.message(), cause);
    this.problem = problem;
  }

  /** What went wrong, who must act, and how. */
  public Problem problem() {
    return problem;
  }

  /** Who must act; it decides whether the call is tried again. */
  public ErrorClass errorClass() {
    return problem.errorClass();
  }
}
