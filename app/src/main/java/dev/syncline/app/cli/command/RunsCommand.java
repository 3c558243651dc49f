package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.RunsOperation;
import dev.syncline.app.operation.RunsOperation.Found;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.model.Mapping;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The runs that wrote rows and records. */
@Command(
    name = "runs",
    header = "Show the runs that wrote rows and records. Asks no org.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
final class RunsCommand implements Runnable {
  private final RootCommand root;

  @Spec private CommandSpec spec = CommandSpec.create();

  RunsCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  @Command(
      name = "list",
      header = "List the latest runs.",
      description = {
        "",
        "Examples:",
        "  syncline runs list",
        "  syncline runs list contacts --limit 10",
        "",
        "A run is a refresh, what a command pulled or pushed of one mapping, or a minute of a sync",
        "that goes on.",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline runs list [MAPPING…] [--limit N]")
  int list(
      @Parameters(
              paramLabel = "MAPPING",
              arity = "0..*",
              description = "The mappings; all when none is named.")
          @Nullable List<String> names,
      @Option(
              names = "--limit",
              paramLabel = "N",
              description = "At most so many; ${DEFAULT-VALUE}.",
              defaultValue = "20")
          int limit) {
    ParkedCommand.requireLimit(limit);
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    List<Mapping> wanted = NamedMappings.orAll(names == null ? List.of() : names, all);
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      root.talk()
          .answer(
              new RunsAnswer(
                  new ArrayList<>(new RunsOperation(connections, all).list(wanted, limit))));
      return ExitCode.OK.code();
    }
  }

  @Command(
      name = "show",
      header = "Show one run, and how much of it can be undone.",
      description = {
        "",
        "Example:",
        "  syncline runs show 12",
        "",
        "What it changed in single records is shown by 'syncline record show', and by the view",
        "v_changes.",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline runs show RUN [--mapping NAME]")
  int show(
      @Parameters(paramLabel = "RUN", description = "The number of the run.") long number,
      @Option(
              names = "--mapping",
              paramLabel = "NAME",
              description = "The mapping, where several databases have a run of that number.")
          @Nullable String name) {
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    List<Mapping> among = name == null ? all : List.of(NamedMappings.one(name, all));
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      var operation = new RunsOperation(connections, all);
      Found found = UndoCommand.one(number, operation.find(number, among));
      root.talk().answer(new RunAnswer(found.run(), operation.known(found)));
      return ExitCode.OK.code();
    }
  }
}
