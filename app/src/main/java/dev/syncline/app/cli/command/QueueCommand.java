package dev.syncline.app.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is on its way between the two sides. */
@Command(
    name = "queue",
    header = "List, retry, clear, pause and resume what is on its way. Asks no org.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    subcommands = {
      QueueListCommand.class,
      QueueRetryCommand.class,
      QueueClearCommand.class,
      QueuePauseCommand.class,
      QueueResumeCommand.class
    })
final class QueueCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
