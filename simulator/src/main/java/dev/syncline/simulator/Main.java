package dev.syncline.simulator;

import picocli.CommandLine;

/** Runs the simulator on its own. */
public final class Main {
  private Main() {}

  /** See {@link SimulatorCommand} for the options. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SimulatorCommand()).execute(arguments));
  }
}
