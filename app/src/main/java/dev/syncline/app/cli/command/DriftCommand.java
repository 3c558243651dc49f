package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.DriftOperation;
import dev.syncline.app.operation.DriftOperation.MappingAlarms;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.engine.database.Drifts;
import dev.syncline.model.Mapping;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What has changed in schemas under mappings, and accepting it. */
@Command(
    name = "drift",
    header = "Show what has changed in schemas under mappings, or accept it.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
final class DriftCommand implements Runnable {
  private final RootCommand root;

  @Spec private CommandSpec spec = CommandSpec.create();

  DriftCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  @Command(
      name = "show",
      header = "Show what has changed, and what was done about it. Asks no org.",
      description = {
        "",
        "Example:",
        "  syncline drift show contacts",
        "",
        "Ends with 3 when a field is left alone or a mapping stands still.",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline drift show MAPPING")
  int show(@Parameters(paramLabel = "MAPPING", description = "The mapping.") String name) {
    SynclineConfig config = root.config();
    Mapping mapping = NamedMappings.one(name, ConfiguredMappings.of(config));
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      MappingAlarms alarms = new DriftOperation(connections).show(mapping);
      root.talk().answer(new DriftAnswer("shown", alarms));
      boolean stands = alarms.alarms().stream().anyMatch(Drifts.Alarm::stands);
      return (stands ? ExitCode.DIFFERENT : ExitCode.OK).code();
    }
  }

  @Command(
      name = "accept",
      header = "Go on by the schemas of both sides as they are now.",
      description = {
        "",
        "Example:",
        "  syncline drift accept contacts",
        "",
        "Refused while the mapping names what is not there any more: change the mapping first.",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline drift accept MAPPING")
  int accept(@Parameters(paramLabel = "MAPPING", description = "The mapping.") String name) {
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    Mapping mapping = NamedMappings.one(name, all);
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      MappingAlarms accepted = new DriftOperation(connections).accept(all, mapping);
      root.talk().answer(new DriftAnswer("accepted", accepted));
      return ExitCode.OK.code();
    }
  }
}
