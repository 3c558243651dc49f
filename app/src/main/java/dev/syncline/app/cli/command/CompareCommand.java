package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.Interruption;
import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.CompareOperation;
import dev.syncline.app.operation.CompareResult;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.app.wiring.RealTime;
import dev.syncline.engine.compare.Compare;
import dev.syncline.engine.compare.CompareSettings;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves both sides equal, or says where they are not. */
@Command(
    name = "compare",
    header = "Prove both sides of mappings equal, list what is not, and repair it if asked.",
    description = {
      "",
      "Examples:",
      "  syncline compare                   every mapping; changes nothing",
      "  syncline compare contacts -o json  one mapping, for a script",
      "  syncline compare --repair          queue the repair of what differs",
      "",
      "What is on its way or set aside is no difference. Repairs go through the queues and the",
      "merge: run 'syncline sync --until-idle', or have 'syncline run' carry them.",
      "",
      "Ends with 0 when both sides are equal or all repairs are queued, with 3 when they differ.",
      "",
      "Arguments and options:"
    },
    parameterListHeading = "",
    optionListHeading = "",
    customSynopsis =
        "syncline compare [MAPPING…] [--repair [--delete-at-most=NUMBER]] [--samples=NUMBER]")
final class CompareCommand implements Callable<Integer> {
  private static final int MAX_SAMPLES = 1_000;

  private final RootCommand root;

  @Parameters(
      paramLabel = "MAPPING",
      arity = "0..*",
      description = "The mappings; all when none is named.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--repair", description = "Queue the repair of what differs.")
  private boolean repair;

  @Option(
      names = "--delete-at-most",
      paramLabel = "NUMBER",
      description =
          "How many rows and records repairs may delete; if it were more, none is:"
              + " ${DEFAULT-VALUE}.",
      defaultValue = "" + Compare.Repairing.DELETES_AT_MOST)
  private long deleteAtMost = Compare.Repairing.DELETES_AT_MOST;

  @Option(
      names = "--samples",
      paramLabel = "NUMBER",
      description = "How many differences of each kind are told one by one: ${DEFAULT-VALUE}.",
      defaultValue = "10")
  private int samples = 10;

  CompareCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (samples < 0 || samples > MAX_SAMPLES || deleteAtMost < 0) {
      throw new UsageException(
          "--samples is from 0 to " + MAX_SAMPLES + ", --delete-at-most is not negative",
          "say another number");
    }
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    var repairing = repair ? new Compare.Repairing(true, deleteAtMost) : Compare.Repairing.NO;
    var request = new CompareOperation.Request(all, NamedMappings.orAll(names, all), repairing);
    var stop = new StopSignal();
    try (Interruption _ = Interruption.watch(stop);
        Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      CompareResult result =
          new CompareOperation(
                  connections, CompareSettings.defaults().sampling(samples), RealTime.pace(), stop)
              .run(
                  request,
                  new CompareOperation.Listeners(
                      (_, _, _) -> {},
                      note -> root.talk().remark(note),
                      report -> root.talk().remark(CompareAnswer.line(report))));
      var answer = new CompareAnswer(result);
      root.talk().answer(answer);
      return ended(result).code();
    }
  }

  private ExitCode ended(CompareResult result) {
    if (result.stopped()) {
      root.talk().say("Stopped; nothing is certified of what was not compared to its end");
      return ExitCode.INTERRUPTED;
    }
    if (!result.settled()) {
      return ExitCode.DIFFERENT;
    }
    return result.parked() > 0 ? ExitCode.PARKED : ExitCode.OK;
  }
}
