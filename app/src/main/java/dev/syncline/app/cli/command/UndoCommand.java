package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.Interruption;
import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.RunsOperation;
import dev.syncline.app.operation.RunsOperation.Found;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.engine.undo.UndoReport;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Mapping;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Write back what a run wrote over. */
@Command(
    name = "undo",
    header = "Write back what a run wrote over, where nobody has touched it since.",
    description = {
      "",
      "Examples:",
      "  syncline undo 12 --dry-run   count what would be written back",
      "  syncline undo 12",
      "",
      "After a refresh or a pull the rows get their values back, as if the application had written",
      "them: where the mapping pushes they go on to the org. After a push the records get theirs"
          + " in",
      "the org, and the next pull takes them in. A field that holds anything but what the run"
          + " wrote",
      "is left. Rows and records that the run made or deleted are left. A stop loses nothing: say",
      "it again. Ends with 4 when something is locked or refused.",
      "",
      "Arguments and options:"
    },
    parameterListHeading = "",
    optionListHeading = "",
    customSynopsis = "syncline undo RUN [--mapping NAME] [--dry-run] [--yes]")
final class UndoCommand implements Callable<Integer> {
  private final RootCommand root;

  @Parameters(
      paramLabel = "RUN",
      description = "The number of the run, as commands say it and 'syncline runs list'.")
  private long number;

  @Option(
      names = "--mapping",
      paramLabel = "NAME",
      description = "The mapping, where several databases have a run of that number.")
  private @Nullable String name;

  @Option(names = "--dry-run", description = "Only count.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  UndoCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    List<Mapping> among = name == null ? all : List.of(NamedMappings.one(name, all));
    var stop = new StopSignal();
    try (Interruption _ = Interruption.watch(stop);
        Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      var operation = new RunsOperation(connections, all);
      Found found = one(number, operation.find(number, among));
      UndoReport would = operation.undo(found, false, stop, note -> root.talk().remark(note));
      if (dryRun || stop.isRequested()) {
        root.talk().answer(new UndoAnswer("would", found, would));
        return ExitCode.OK.code();
      }
      String deed =
          "write back %d fields of %d %s"
              .formatted(
                  would.fields(),
                  would.restored(),
                  switch (found.run().kind().direction()) {
                    case PULL -> "rows";
                    case PUSH, BOTH -> "records in the org";
                  });
      if (would.fields() > 0 && !Confirmation.given(root, yes, deed)) {
        return ExitCode.OK.code();
      }
      UndoReport report = operation.undo(found, true, stop, _ -> {});
      var answer = new UndoAnswer("undone", found, report);
      root.talk().answer(answer);
      return (stop.isRequested() ? ExitCode.INTERRUPTED : answer.ended()).code();
    }
  }

  static Found one(long number, List<Found> found) {
    if (found.isEmpty()) {
      throw new UsageException(
          "there is no run " + number + " of a mapping of the configuration",
          "see 'syncline runs list'; runs are forgotten with their history");
    }
    if (found.size() > 1) {
      throw new UsageException(
          "run %d is one of %s, and one of %s"
              .formatted(
                  number, found.getFirst().mapping().name(), found.getLast().mapping().name()),
          "say which with --mapping");
    }
    return found.getFirst();
  }
}
