package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.Interruption;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.DocumentOfMapping;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.SyncOperation;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.app.wiring.RealTime;
import dev.syncline.engine.sync.SyncSettings;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps mappings in step until it is stopped. */
@Command(
    name = "run",
    header = "Keep the mappings in step, both ways, until stopped.",
    description = {
      "",
      "Examples:",
      "  syncline run                       every mapping",
      "  syncline run contacts accounts     some",
      "  syncline run --poll 300            ask the org every five minutes",
      "",
      "Changes of rows go out within a fraction of a second; changes of records come in with the",
      "next poll. Ctrl-C and SIGTERM stop it when the page in hand is done.",
      "",
      "Arguments and options:"
    },
    parameterListHeading = "",
    optionListHeading = "",
    customSynopsis = "syncline run [MAPPING…] [--poll SECONDS]")
final class RunCommand implements Callable<Integer> {
  private final RootCommand root;

  @Parameters(
      paramLabel = "MAPPING",
      arity = "0..*",
      description = "The mappings; all when none is named.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--poll",
      paramLabel = "SECONDS",
      description =
          "How long after a poll of a mapping that pulls live the next one follows;"
              + " ${DEFAULT-VALUE}.",
      defaultValue = "60")
  private long poll = 60;

  @Option(
      names = "--look",
      paramLabel = "MILLISECONDS",
      description =
          "The longest pause between two looks at the queues, where the database does not ring;"
              + " ${DEFAULT-VALUE}.",
      defaultValue = "250")
  private long look = 250;

  RunCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws InterruptedException {
    var stop = new StopSignal();
    try (Interruption _ = Interruption.watch(stop)) {
      root.talk().say("Syncing; Ctrl-C stops");
      while (run(stop)) {
        root.talk().say("The configuration has changed and was applied: going on by it");
      }
      root.talk().say("Stopped; go on with: syncline run");
      return ExitCode.INTERRUPTED.code();
    }
  }

  /** Whether to go on by what the configuration says by now. */
  private boolean run(StopSignal stop) throws InterruptedException {
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home());
        ServedApi _ =
            ServedApi.start(
                root, config, connections, all, NamedMappings.orAll(names, all), stop)) {
      return new SyncOperation(
              connections,
              SyncSettings.defaults().polling(Duration.ofSeconds(poll)),
              RealTime.pace(),
              stop)
          .run(
              all,
              NamedMappings.orAll(names, all),
              new SyncOperation.Waits(Duration.ofMillis(look), RealTime.bell()),
              new ShownSync(root),
              note -> root.talk().remark(note),
              this::says);
    }
  }

  /** Whether the file says this of a mapping by now; one that cannot be used says nothing. */
  private boolean says(MappingName mapping, String document) {
    return root.readConfig()
        .config()
        .flatMap(config -> DocumentOfMapping.of(config, mapping.value()))
        .filter(said -> said.text().equals(document))
        .isPresent();
  }
}
