package dev.syncline.app.cli.command;

import dev.syncline.app.cli.Surroundings;
import dev.syncline.simulator.SimulatorCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * Names the simulator among the commands. It shares nothing with the product, so it has a command
 * line of its own and gets all arguments as they are.
 */
@Command(
    name = SimulatorEntry.NAME,
    header = "Run a simulated Salesforce org, for trying out and for tests. See its own --help.")
public final class SimulatorEntry implements Callable<Integer> {
  /** The name of the command. */
  public static final String NAME = "simulator";

  private final RootCommand root;

  @Unmatched private List<String> arguments = new ArrayList<>();

  SimulatorEntry(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    return run(arguments.toArray(String[]::new), root.surroundings());
  }

  /** Runs the simulator with its arguments until it is told to stop. */
  public static int run(String[] arguments, Surroundings surroundings) {
    return new CommandLine(new SimulatorCommand())
        .setCommandName("syncline " + NAME)
        .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
        .execute(arguments);
  }
}
