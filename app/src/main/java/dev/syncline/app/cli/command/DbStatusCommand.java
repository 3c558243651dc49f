package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.CaptureOperation;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.engine.database.Capture;
import dev.syncline.model.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Says whether changes of rows are captured. */
@Command(
    name = "status",
    header = "Show whether changes of rows are captured. Ends with 1 where they are not.",
    customSynopsis = "syncline db status")
final class DbStatusCommand implements Callable<Integer> {
  private final RootCommand root;

  DbStatusCommand(RootCommand root) {
    this.root = root;
  }

  /** How the mappings stand. */
  private record CaptureAnswer(List<Capture.Status> statuses) implements Answer {
    @Override
    public String kind() {
      return "CaptureStatus";
    }

    @Override
    public Map<String, Object> json() {
      return Map.of("mappings", statuses.stream().map(CaptureAnswer::facts).toList());
    }

    private static Map<String, Object> facts(Capture.Status status) {
      return Map.of(
          "mapping", status.mapping().value(),
          "table", status.table().toString(),
          "installed", status.installed(),
          "problems", status.problems(),
          "warnings", status.warnings());
    }

    @Override
    public List<String> lines() {
      List<String> lines = new ArrayList<>();
      for (Capture.Status status : statuses) {
        lines.add(
            Escaped.of(
                "%s: %s %s"
                    .formatted(
                        status.mapping(),
                        status.table(),
                        status.installed() ? "is captured" : "is NOT captured")));
        status.problems().forEach(problem -> lines.add("  problem: " + Escaped.of(problem)));
        status.warnings().forEach(warning -> lines.add("  note: " + Escaped.of(warning)));
      }
      return lines;
    }
  }

  @Override
  public Integer call() {
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      var operation = new CaptureOperation(connections, all, note -> root.talk().remark(note));
      List<Capture.Status> statuses = operation.status(all);
      root.talk().answer(new CaptureAnswer(statuses));
      boolean whole = statuses.stream().allMatch(Capture.Status::installed);
      return (whole ? ExitCode.OK : ExitCode.FAILED).code();
    }
  }
}
