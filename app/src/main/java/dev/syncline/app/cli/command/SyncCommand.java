package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.Interruption;
import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.SyncOperation;
import dev.syncline.app.operation.SyncResult;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.app.wiring.RealTime;
import dev.syncline.engine.sync.SyncSettings;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Direction;
import dev.syncline.model.Mapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pulls and pushes until both sides are quiet. */
@Command(
    name = "sync",
    header = "Pull and push until both sides are quiet, then end with a summary. For cron.",
    description = {
      "",
      "Examples:",
      "  syncline sync --until-idle                 every mapping",
      "  syncline sync contacts --until-idle        one mapping",
      "  syncline sync --until-idle --timeout 600   at most ten minutes",
      "",
      "The first sync of a mapping reads all its records. Ends with 0 only when both sides are",
      "quiet and nothing is set aside; with 4 when something is, with 7 when the time is over.",
      "",
      "Arguments and options:"
    },
    parameterListHeading = "",
    optionListHeading = "",
    customSynopsis = "syncline sync [MAPPING…] --until-idle [--timeout SECONDS]")
final class SyncCommand implements Callable<Integer> {
  private final RootCommand root;

  @Parameters(
      paramLabel = "MAPPING",
      arity = "0..*",
      description = "The mappings to sync; all when none is named.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--until-idle", description = "Go on until nothing is left to carry.")
  private boolean untilIdle;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "The longest it may take; ${DEFAULT-VALUE}.",
      defaultValue = "3600")
  private long timeout = 3_600;

  SyncCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (!untilIdle) {
      throw new UsageException(
          "'sync' needs to be told when to end",
          "say 'syncline sync --until-idle', or 'syncline run' to go on for ever");
    }
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    List<Mapping> wanted = NamedMappings.orAll(names, all);
    var stop = new StopSignal();
    try (Interruption _ = Interruption.watch(stop);
        Connections connections = LiveConnections.of(config, root.settings(), root.home());
        RunLines _ = new RunLines(root, connections)) {
      var operation =
          new SyncOperation(connections, SyncSettings.defaults(), RealTime.pace(), stop);
      SyncResult result =
          operation.untilIdle(
              all,
              wanted,
              Direction.BOTH,
              Duration.ofSeconds(timeout),
              new ShownSync(root),
              note -> root.talk().remark(note));
      var answer = new SyncAnswer("SyncResult", result);
      root.talk().answer(answer);
      ExitCode ended = answer.ended();
      result.troubles().forEach(root.talk()::problem);
      return ended.code();
    }
  }
}
