package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.MappingConfig;
import dev.syncline.app.config.WrittenMapping;
import dev.syncline.app.imports.MappingYaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the mappings are. */
@Command(
    name = "mapping",
    header = "Export mappings.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
final class MappingCommand implements Runnable {
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
}
