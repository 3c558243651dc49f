package dev.syncline.simulator.schema;

import java.util.List;
import java.util.stream.Collectors;

/** Schema files that cannot be used, with every problem that was found in them. */
public final class SchemaException extends RuntimeException {
  /**
   * One problem.
   *
   * @param file the file as it was named
   * @param line from 1; 0 when the file as a whole is at fault
   * @param column from 1; 0 when the file as a whole is at fault
   * @param reason what is wrong
   * @param remedy what to do about it
   */
  public record Problem(String file, int line, int column, String reason, String remedy) {
    /** {@code file:line:column: reason; remedy}. */
    @Override
    public String toString() {
      String place = line == 0 ? file : file + ":" + line + ":" + column;
      return place + ": " + reason + "; " + remedy;
    }
  }

  private final List<Problem> problems;

  public SchemaException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** At least one, in the order of the files. */
  public List<Problem> problems() {
    return problems;
  }
}
