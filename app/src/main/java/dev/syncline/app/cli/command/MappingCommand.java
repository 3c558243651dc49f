package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.MappingConfig;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.config.WrittenMapping;
import dev.syncline.app.imports.MappingYaml;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.RevisionOperation;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.engine.database.Revisions.Revision;
import dev.syncline.model.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the mappings are. */
@Command(
    name = "mapping",
    header = "Export mappings, and show what they said before.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
final class MappingCommand implements Runnable {
  private static final int MAX_LISTED = 100;

  private final RootCommand root;

  @Spec private CommandSpec spec = CommandSpec.create();

  MappingCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  @Command(
      name = "export",
      header = "Write mappings as YAML, without orgs, databases and secrets. No network.",
      description = {
        "",
        "Examples:",
        "  syncline mapping export > mappings.yaml",
        "  syncline mapping export contacts accounts",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline mapping export [MAPPING...]")
  int export(
      @Parameters(paramLabel = "MAPPING", arity = "0..*", description = "Which; all if none.")
          List<String> names) {
    Map<String, MappingConfig> all = root.config().mappings();
    List<String> wanted = names == null || names.isEmpty() ? new ArrayList<>(all.keySet()) : names;
    Map<String, Map<String, Object>> written = new LinkedHashMap<>();
    for (String name : wanted) {
      MappingConfig mapping = all.get(name);
      if (mapping == null) {
        throw new UsageException(
            "there is no mapping '" + name + "'",
            "the mappings are: " + String.join(", ", all.keySet()));
      }
      written.put(name, WrittenMapping.keys(mapping));
    }
    root.surroundings().out().print(MappingYaml.of(written));
    root.surroundings().out().flush();
    return ExitCode.OK.code();
  }

  @Command(
      name = "revisions",
      header = "List what a mapping said before, newest first. Asks no org.",
      description = {
        "",
        "Example:",
        "  syncline mapping revisions contacts",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline mapping revisions MAPPING")
  int revisions(@Parameters(paramLabel = "MAPPING", description = "The mapping.") String name) {
    SynclineConfig config = root.config();
    Mapping mapping = NamedMappings.one(name, ConfiguredMappings.of(config));
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      List<Revision> revisions = new RevisionOperation(connections).list(mapping, MAX_LISTED);
      root.talk().answer(new RevisionsAnswer(name, revisions));
      return ExitCode.OK.code();
    }
  }

  @Command(
      name = "diff",
      header = "Show what a mapping says otherwise than before. Asks no org.",
      description = {
        "",
        "Examples:",
        "  syncline mapping diff contacts       the configuration against the last revision",
        "  syncline mapping diff contacts 2 3   two revisions",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline mapping diff MAPPING [FROM [TO]]")
  int diff(
      @Parameters(paramLabel = "MAPPING", description = "The mapping.") String name,
      @Parameters(
              paramLabel = "FROM",
              arity = "0..1",
              description = "The earlier revision; the last one when left out.")
          @Nullable Long from,
      @Parameters(
              paramLabel = "TO",
              arity = "0..1",
              description = "The later revision; the configuration when left out.")
          @Nullable Long to) {
    SynclineConfig config = root.config();
    Mapping mapping = NamedMappings.one(name, ConfiguredMappings.of(config));
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      RevisionOperation.Compared compared =
          new RevisionOperation(connections)
              .compare(mapping, Optional.ofNullable(from), Optional.ofNullable(to));
      root.talk()
          .answer(new RevisionDiffAnswer(name, compared.from(), compared.to(), compared.diff()));
      return ExitCode.OK.code();
    }
  }
}
