package dev.syncline.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command runs: its streams, variables and folder. Handed in, so that a test can run any
 * command inside its own process.
 *
 * @param terminal whether standard error is a terminal that may be redrawn
 * @param keyboard what a person types in answer to a question; absent where nobody can be asked
 */
public record Surroundings(
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Path folder,
    boolean terminal,
    Optional<InputStream> keyboard) {
  private static final int INPUT = 0;
  private static final int ERROR = 2;
  private static final int DEFAULT_COLUMNS = 80;
  private static final int LEAST_COLUMNS = 20;

  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** Surroundings in which nobody can be asked. */
  public Surroundings(
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      Path folder,
      boolean terminal) {
    this(out, err, environment, folder, terminal, Optional.empty());
  }

  /** The surroundings of this process. */
  public static Surroundings ofThisProcess() {
    return new Surroundings(
        System.out,
        System.err,
        System.getenv(),
        Path.of(""),
        isTerminal(ERROR) && !"dumb".equals(System.getenv("TERM")),
        isTerminal(INPUT) && isTerminal(ERROR) ? Optional.of(System.in) : Optional.empty());
  }

  /** Whether colours are wanted: never in a pipe, nor where NO_COLOR is set. */
  public boolean colours() {
    return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /** How many characters fit on a line of the terminal. */
  public int columns() {
    try {
      int columns = Integer.parseInt(environment.getOrDefault("COLUMNS", ""));
      return columns < LEAST_COLUMNS ? DEFAULT_COLUMNS : columns;
    } catch (NumberFormatException _) {
      return DEFAULT_COLUMNS;
    }
  }

  private static boolean isTerminal(int number) {
    Path descriptor = Path.of("/proc/self/fd/" + number);
    try {
      if (Files.isSymbolicLink(descriptor)) {
        String target = Files.readSymbolicLink(descriptor).toString();
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
      }
    } catch (IOException _) {
      return false;
    }
    return System.console() != null && System.console().isTerminal();
  }
}
