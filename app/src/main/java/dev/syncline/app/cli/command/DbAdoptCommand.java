package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.Interruption;
import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.AdoptOperation;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.SyncResult;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.app.wiring.RealTime;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Mapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on with a database that was restored or moved. */
@Command(
    name = "adopt",
    header = "Go on with a database that was restored from a backup, or moved.",
    description = {
      "",
      "Examples:",
      "  syncline db adopt --restored   a backup was put back: pull what came after it, then go on",
      "  syncline db adopt --moved      the whole database is in a new place: go on",
      "",
      "After --restored, what Salesforce holds goes before what rows say that both sides changed,",
      "and what gives way stands in the history; nothing is pushed before all is pulled. Stop",
      "'syncline run' first. A mapping that only pushes goes on with what its rows say.",
      "",
      "Arguments and options:"
    },
    parameterListHeading = "",
    optionListHeading = "",
    customSynopsis =
        "syncline db adopt [MAPPING…] (--restored | --moved) [--timeout SECONDS] [--yes]")
final class DbAdoptCommand implements Callable<Integer> {
  private final RootCommand root;

  @Parameters(
      paramLabel = "MAPPING",
      arity = "0..*",
      description = "The mappings; all when none is named.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--restored", description = "A backup was put back.")
  private boolean restored;

  @Option(names = "--moved", description = "Nothing is missing: it only is in a new place.")
  private boolean moved;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "The longest that pulling may take; ${DEFAULT-VALUE}.",
      defaultValue = "3600")
  private long timeout = 3_600;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  DbAdoptCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (restored == moved) {
      throw new UsageException(
          "'db adopt' needs to be told what became of the database", "say --restored or --moved");
    }
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    List<Mapping> wanted = NamedMappings.orAll(names, all);
    String deed = restored ? "pull into the restored rows of" : "go on with";
    if (!Confirmation.given(root, yes, deed + " " + wanted.size() + " mappings")) {
      return ExitCode.OK.code();
    }
    var stop = new StopSignal();
    try (Interruption _ = Interruption.watch(stop);
        Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      var operation = new AdoptOperation(connections, RealTime.pace(), stop);
      if (moved) {
        operation.moved(wanted);
        root.talk().remark("The database is taken for the one that was synced.");
        return ExitCode.OK.code();
      }
      return restored(operation, all, wanted).code();
    }
  }

  private ExitCode restored(AdoptOperation operation, List<Mapping> all, List<Mapping> wanted)
      throws InterruptedException {
    SyncResult result =
        operation.restored(
            all,
            wanted,
            Duration.ofSeconds(timeout),
            new ShownSync(root),
            note -> root.talk().remark(note));
    var answer = new SyncAnswer("AdoptResult", result);
    root.talk().answer(answer);
    result.troubles().forEach(root.talk()::problem);
    return answer.ended();
  }
}
