package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.BudgetOperation;
import dev.syncline.app.operation.BudgetOperation.OrgCalls;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.StatusOperation;
import dev.syncline.app.operation.StatusOperation.MappingStatus;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.app.wiring.RealTime;
import dev.syncline.model.Mapping;
import dev.syncline.model.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says how the mappings stand. */
@Command(
    name = "status",
    header =
        "Show how the mappings stand: last refresh, links, parked records, budget. Asks no org.",
    description = {
      "",
      "Examples:",
      "  syncline status",
      "  syncline status --parked           the records that are set aside, and why",
      "  syncline status -o json",
      "",
      "Ends with 4 when records are parked.",
      "",
      "Options:"
    },
    optionListHeading = "",
    customSynopsis = "syncline status [--parked]")
final class StatusCommand implements Callable<Integer> {
  private static final int MAX_PARKED = 50;

  private final RootCommand root;

  @Option(names = "--parked", description = "List the parked records, at most 50 per mapping.")
  private boolean parked;

  StatusCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    SynclineConfig config = root.config();
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      var operation = new StatusOperation(connections, parked ? MAX_PARKED : 0);
      List<Mapping> mappings = ConfiguredMappings.of(config);
      List<MappingStatus> statuses = operation.run(mappings);
      Instant now = RealTime.clock().instant();
      List<OrgCalls> orgs = new BudgetOperation(connections, now).run(mappings);
      root.talk().answer(new StatusAnswer(statuses, orgs, operation.streams(mappings), now));
      return ended(statuses).code();
    }
  }

  private ExitCode ended(List<MappingStatus> statuses) {
    List<Problem> problems =
        statuses.stream().map(MappingStatus::problem).flatMap(Optional::stream).distinct().toList();
    problems.forEach(problem -> root.talk().problem(problem));
    if (!problems.isEmpty()) {
      return ExitCode.of(problems.getFirst());
    }
    boolean anyParked =
        statuses.stream().flatMap(s -> s.counts().stream()).anyMatch(c -> c.parked() > 0);
    return anyParked ? ExitCode.PARKED : ExitCode.OK;
  }
}
