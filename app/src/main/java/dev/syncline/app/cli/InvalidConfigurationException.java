package dev.syncline.app.cli;

import dev.syncline.app.config.reading.Finding;
import dev.syncline.engine.ProblemException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.util.List;

/** The configuration cannot be used. */
public final class InvalidConfigurationException extends ProblemException {
  private static final long serialVersionUID = 1L;

  /** The code of the problem. */
  public static final String CODE = "CONFIG-INVALID";

  private final transient List<Finding> findings;

  public InvalidConfigurationException(String file, List<Finding> findings) {
    super(problem(file, findings), null);
    this.findings = List.copyOf(findings);
  }

  /** What stands on the last line of the report. */
  public static Problem problem(String file, List<Finding> findings) {
    long errors = findings.stream().filter(Finding::isError).count();
    return new Problem(
        CODE,
        ErrorClass.MAPPING,
        file + " has " + errors + (errors == 1 ? " problem" : " problems"),
        "correct " + (errors == 1 ? "it" : "them") + " and try again with: syncline validate");
  }

  /** Everything wrong with it. */
  public List<Finding> findings() {
    return findings;
  }
}
