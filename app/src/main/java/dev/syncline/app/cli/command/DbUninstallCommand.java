package dev.syncline.app.cli.command;

import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.CaptureOperation;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.model.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Remove the triggers that capture changes of rows. */
@Command(
    name = "uninstall",
    header = "Remove the triggers that capture changes of rows; rows and links stay.",
    description = {
      "",
      "Examples:",
      "  syncline db uninstall              show the SQL of every mapping that pushes; run nothing",
      "  syncline db uninstall --yes        run it",
      "",
      "Arguments and options:"
    },
    parameterListHeading = "",
    optionListHeading = "",
    customSynopsis = "syncline db uninstall [MAPPING…] [--yes]")
final class DbUninstallCommand implements Callable<Integer> {
  private final RootCommand root;

  @Parameters(
      paramLabel = "MAPPING",
      arity = "0..*",
      description = "The mappings; all that push when none is named.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--yes", description = "Run the SQL instead of showing it.")
  private boolean yes;

  DbUninstallCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    List<Mapping> wanted = NamedMappings.orAll(names, all);
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      var operation = new CaptureOperation(connections, all, note -> root.talk().remark(note));
      return new ShownScripts(root, operation).call(operation.uninstall(wanted), yes).code();
    }
  }
}
