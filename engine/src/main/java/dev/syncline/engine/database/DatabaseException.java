package dev.syncline.engine.database;

import dev.syncline.engine.ProblemException;
import dev.syncline.model.Problem;
import org.jspecify.annotations.Nullable;

/** A database, or the way to it, failed. */
public final class DatabaseException extends ProblemException {
  private static final long serialVersionUID = 1L;

  public DatabaseException(Problem problem) {
    super(problem, null);
  }

  public DatabaseException(Problem problem, @Nullable Throwable cause) {
    super(problem, cause);
  }
}
