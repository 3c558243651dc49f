package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.WatermarkOperation;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.engine.database.Watermark;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How far the changes of the org have been read. */
@Command(
    name = "watermark",
    header = "Show, set and reset how far the org's changes have been read.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
final class WatermarkCommand implements Runnable {
  private final RootCommand root;

  @Spec private CommandSpec spec = CommandSpec.create();

  WatermarkCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  @Command(
      name = "show",
      header = "Show until when changes and deletions have been read, in the org's time.",
      description = {"", "Example:", "  syncline watermark show", "", "Arguments and options:"},
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline watermark show [MAPPING…]")
  int show(
      @Parameters(
              paramLabel = "MAPPING",
              arity = "0..*",
              description = "The mappings; all that pull when none is named.")
          @Nullable List<String> names) {
    return with(
        (all, operation) -> {
          List<Mapping> wanted =
              names == null
                  ? all.stream().filter(mapping -> mapping.direction().pulls()).toList()
                  : NamedMappings.orAll(names, all);
          SequencedMap<MappingName, Optional<Watermark>> found = new LinkedHashMap<>();
          wanted.forEach(mapping -> found.put(mapping.name(), operation.find(mapping)));
          root.talk().answer(new WatermarkAnswer(found));
          return ExitCode.OK;
        });
  }

  @Command(
      name = "set",
      header = "Set from when on the next pull reads changes, in the org's time.",
      description = {
        "",
        "Example:",
        "  syncline watermark set contacts 2026-01-31T08:00:00Z",
        "",
        "A time in the past reads again what was read already, which changes nothing twice. A time",
        "behind the present watermark skips what changed between: it must be said with --yes.",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline watermark set MAPPING TIME [--yes]")
  int set(
      @Parameters(paramLabel = "MAPPING", description = "The mapping.") String name,
      @Parameters(paramLabel = "TIME", description = "Such as 2026-01-31T08:00:00Z.") Instant time,
      @Option(names = "--yes", description = "Do it without asking.") boolean yes) {
    return with(
        (all, operation) -> {
          Mapping mapping = NamedMappings.one(name, all);
          Optional<Watermark> present = operation.find(mapping);
          boolean skips = present.filter(mark -> !time.isAfter(mark.updated())).isEmpty();
          String deed =
              "skip what changed in 1 mapping between %s and %s"
                  .formatted(
                      present.map(mark -> mark.updated().toString()).orElse("the beginning"), time);
          boolean done = !skips || Confirmation.given(root, yes, deed);
          Optional<Watermark> after = done ? Optional.of(operation.set(mapping, time)) : present;
          answer(mapping, after);
          return done ? ExitCode.OK : ExitCode.FAILED;
        });
  }

  @Command(
      name = "reset",
      header = "Forget how far changes were read: the next pull reads all records.",
      description = {
        "",
        "Example:",
        "  syncline watermark reset contacts --yes",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline watermark reset MAPPING [--yes]")
  int reset(
      @Parameters(paramLabel = "MAPPING", description = "The mapping.") String name,
      @Option(names = "--yes", description = "Do it without asking.") boolean yes) {
    return with(
        (all, operation) -> {
          Mapping mapping = NamedMappings.one(name, all);
          String deed = "let the next pull read all records of 1 mapping, " + mapping.name();
          boolean done = Confirmation.given(root, yes, deed);
          if (done) {
            operation.reset(mapping);
          }
          answer(mapping, done ? Optional.empty() : operation.find(mapping));
          return done ? ExitCode.OK : ExitCode.FAILED;
        });
  }

  private void answer(Mapping mapping, Optional<Watermark> watermark) {
    SequencedMap<MappingName, Optional<Watermark>> one = new LinkedHashMap<>();
    one.put(mapping.name(), watermark);
    root.talk().answer(new WatermarkAnswer(one));
  }

  /** What a command does. */
  @FunctionalInterface
  private interface Work {
    ExitCode run(List<Mapping> all, WatermarkOperation operation);
  }

  private int with(Work work) {
    SynclineConfig config = root.config();
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      return work.run(ConfiguredMappings.of(config), new WatermarkOperation(connections)).code();
    }
  }
}
