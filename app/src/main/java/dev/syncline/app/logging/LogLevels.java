package dev.syncline.app.logging;

/**
 * How much is logged. Must be said before the first logger is made; loads no logging library, so
 * that a command that logs nothing does not pay for one.
 */
public final class LogLevels {
  /** The system property that holds the level. */
  static final String PROPERTY = "syncline.log.level";

  private LogLevels() {}

  /**
   * Chooses the level.
   *
   * @param verbosity 0 warnings, 1 one line per run end, 2 everything
   * @param quiet whether a program reads standard error too: then nothing is logged unless asked
   */
  public static void choose(int verbosity, boolean quiet) {
    String unasked = quiet ? "OFF" : "WARN";
    System.setProperty(PROPERTY, verbosity == 0 ? unasked : verbosity == 1 ? "INFO" : "DEBUG");
  }
}
