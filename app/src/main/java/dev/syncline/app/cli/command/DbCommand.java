package dev.syncline.app.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What concerns the databases: the triggers that capture changes of rows. */
@Command(
    name = "db",
    header = "Install, remove and check what captures changes of rows.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    subcommands = {
      DbInstallCommand.class,
      DbUninstallCommand.class,
      DbStatusCommand.class,
      DbAdoptCommand.class
    })
final class DbCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
