package dev.syncline.app.operation;

import dev.syncline.engine.ProblemException;
import dev.syncline.model.Problem;
import java.util.List;

/** Mappings do not fit what is there; all that is wrong stands in it. */
public final class MappingException extends ProblemException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * @param problems at least one
   */
  public MappingException(List<Problem> problems) {
    super(problems.getFirst(), null);
    this.problems = List.copyOf(problems);
  }

  /** All that is wrong. */
  public List<Problem> problems() {
    return problems;
  }
}
