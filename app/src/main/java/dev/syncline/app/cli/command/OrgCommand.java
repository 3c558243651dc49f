package dev.syncline.app.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with one org. */
@Command(
    name = "org",
    header = "Sign in to an org by hand, or export its schema for a simulated one.",
    description = {
      "",
      "Examples:",
      "  syncline org login prod",
      "  syncline org export-schema prod --out prod.yaml",
      "",
      "Options:"
    },
    optionListHeading = "",
    commandListHeading = "%nCommands:%n",
    customSynopsis = "syncline org COMMAND",
    subcommands = {OrgLoginCommand.class, OrgExportSchemaCommand.class})
final class OrgCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  OrgCommand(RootCommand root) {
    root.format(); // the factory hands it to every command
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
