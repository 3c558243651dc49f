package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.GuardOperation;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.engine.database.GuardStop;
import dev.syncline.model.Mapping;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the guard against mass deletions and emptied fields has stopped, and letting it go. */
@Command(
    name = "guard",
    header = "Show what was stopped because it would delete or empty many, or allow it.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
final class GuardCommand implements Runnable {
  private final RootCommand root;

  @Spec private CommandSpec spec = CommandSpec.create();

  GuardCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  @Command(
      name = "show",
      header = "Show what waits for a person's word. Asks no org.",
      description = {
        "",
        "Examples:",
        "  syncline guard show",
        "  syncline guard show contacts",
        "",
        "Ends with 9 when something waits.",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline guard show [MAPPING]")
  int show(
      @Parameters(
              paramLabel = "MAPPING",
              arity = "0..1",
              description = "The mapping; all when left out.")
          @Nullable String name) {
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    List<Mapping> wanted = name == null ? all : List.of(NamedMappings.one(name, all));
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      List<GuardStop> stops = new GuardOperation(connections).stops(wanted);
      root.talk().answer(new GuardAnswer("shown", stops));
      return (stops.isEmpty() ? ExitCode.OK : ExitCode.PAUSED).code();
    }
  }

  @Command(
      name = "allow",
      header = "Let what waits now go, once.",
      description = {
        "",
        "Example:",
        "  syncline guard allow contacts",
        "",
        "As many deletions go as wait now, and the fields that are named become empty in no more",
        "records than are linked, within a day. What comes after is counted anew.",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline guard allow MAPPING [--yes]")
  int allow(
      @Parameters(paramLabel = "MAPPING", description = "The mapping.") String name,
      @Option(
              names = {"-y", "--yes"},
              description = "Do not ask.")
          boolean yes) {
    SynclineConfig config = root.config();
    Mapping mapping = NamedMappings.one(name, ConfiguredMappings.of(config));
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      var operation = new GuardOperation(connections);
      List<GuardStop> stops = operation.stops(List.of(mapping));
      if (stops.isEmpty()) {
        throw new UsageException("nothing of " + name + " waits", "see 'syncline queue list'");
      }
      String deed =
          stops.stream().map(s -> s.problem().message()).collect(Collectors.joining("; "));
      if (!Confirmation.given(root, yes, "allow this: " + deed)) {
        return ExitCode.OK.code();
      }
      root.talk().answer(new GuardAnswer("allowed", operation.allow(mapping)));
      return ExitCode.OK.code();
    }
  }
}
