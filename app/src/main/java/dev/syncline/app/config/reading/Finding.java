package dev.syncline.app.config.reading;

import dev.syncline.model.Problem;

/**
 * Something wrong in the configuration: where, what, and what to do about it. No value of a setting
 * stands in it.
 */
public record Finding(Severity severity, Place place, String message, String hint) {
  /** Whether the configuration can be used all the same. */
  public enum Severity {
    /** It cannot. */
    ERROR,
    /** It can, but the reader should know. */
    WARNING
  }

  /** A finding that makes the configuration unusable. */
  static Finding error(Place place, String message, String hint) {
    return new Finding(Severity.ERROR, place, message, hint);
  }

  /** A finding that does not keep the configuration from being used. */
  public static Finding warning(Place place, Problem problem) {
    return new Finding(Severity.WARNING, place, problem.message(), problem.action());
  }

  /** Whether the configuration cannot be used. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  @Override
  public String toString() {
    String warning = isError() ? "" : "warning: ";
    return place + "  " + warning + message + "  → " + hint;
  }
}
