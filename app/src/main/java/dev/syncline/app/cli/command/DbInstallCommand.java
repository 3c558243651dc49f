package dev.syncline.app.cli.command;

import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.CaptureOperation;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.engine.database.Capture;
import dev.syncline.model.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Install the triggers that capture changes of rows. */
@Command(
    name = "install",
    header = "Install the triggers that capture changes of rows; shows the SQL first.",
    description = {
      "",
      "Examples:",
      "  syncline db install              show the SQL of every mapping that pushes; run nothing",
      "  syncline db install --yes        run it",
      "",
      "Arguments and options:"
    },
    parameterListHeading = "",
    optionListHeading = "",
    customSynopsis = "syncline db install [MAPPING…] [--roles] [--yes]")
final class DbInstallCommand implements Callable<Integer> {
  private final RootCommand root;

  @Parameters(
      paramLabel = "MAPPING",
      arity = "0..*",
      description = "The mappings; all that push when none is named.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--roles",
      description = "Also make roles of least privilege: an owner, an engine, a reader.")
  private boolean roles;

  @Option(names = "--yes", description = "Run the SQL instead of showing it.")
  private boolean yes;

  DbInstallCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    List<Mapping> wanted = NamedMappings.orAll(names, all);
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      var operation = new CaptureOperation(connections, all, note -> root.talk().remark(note));
      return new ShownScripts(root, operation)
          .call(operation.install(wanted, roles ? Capture.Roles.CREATE : Capture.Roles.NONE), yes)
          .code();
    }
  }
}
