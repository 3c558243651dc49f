package dev.syncline.app;

import dev.syncline.app.cli.Surroundings;
import dev.syncline.app.cli.command.RootCommand;
import dev.syncline.app.cli.command.SimulatorEntry;
import java.util.Arrays;

/** The process: runs one command and ends with its exit code. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param arguments what the user typed after {@code syncline}
   */
  public static void main(String[] arguments) {
    System.exit(run(arguments, Surroundings.ofThisProcess()));
  }

  /** Runs one command in these surroundings and returns its exit code. */
  public static int run(String[] arguments, Surroundings surroundings) {
    if (arguments.length > 0 && arguments[0].equals(SimulatorEntry.NAME)) {
      String[] own = Arrays.copyOfRange(arguments, 1, arguments.length);
      return SimulatorEntry.run(own, surroundings);
    }
    return RootCommand.commandLine(surroundings).execute(arguments);
  }
}
