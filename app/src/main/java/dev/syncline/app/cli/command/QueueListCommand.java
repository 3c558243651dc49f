package dev.syncline.app.cli.command;

import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.QueueOperation;
import dev.syncline.app.operation.QueueOperation.Choice;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.engine.database.OutboxEntry.State;
import dev.syncline.model.Mapping;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** List what is on its way. */
@Command(
    name = "list",
    header = "List the rows that are to be pushed, the numbers of each queue, and the pauses.",
    description = {
      "",
      "Examples:",
      "  syncline queue list                            100 rows per mapping at most",
      "  syncline queue list contacts --state waiting   rows that wait for a parent",
      "",
      "Rows that are set aside are listed by 'syncline parked list'.",
      "",
      "Arguments and options:"
    },
    parameterListHeading = "",
    optionListHeading = "",
    customSynopsis =
        "syncline queue list [MAPPING…] [--state STATE] [--code CODE] [--key KEY] [--limit N]")
final class QueueListCommand implements Callable<Integer> {
  private final RootCommand root;

  @Mixin private EntryChoice choice = new EntryChoice();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many rows of a mapping; ${DEFAULT-VALUE}.",
      defaultValue = "100")
  private int limit = 100;

  QueueListCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    ParkedCommand.requireLimit(limit);
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    List<Choice> choices = choice.among(all, State.CLAIMED, State.READY, State.WAITING);
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      var operation = new QueueOperation(connections);
      root.talk()
          .answer(
              new QueueAnswer(
                  choices.stream().flatMap(c -> operation.list(c, limit).stream()).toList(),
                  operation.halts(choices.stream().map(Choice::mapping).toList())));
      return 0;
    }
  }
}
