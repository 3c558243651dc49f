package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.QueueOperation;
import dev.syncline.app.operation.QueueOperation.Choice;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.engine.database.OutboxEntry.State;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Try queued rows now. */
@Command(
    name = "retry",
    header = "Let queued rows go now that would go later; tells the number first.",
    description = {
      "",
      "Examples:",
      "  syncline queue retry --yes               all that rest after a refusal",
      "  syncline queue retry contacts --key 42   one row",
      "",
      "Attempts are forgotten. Without --state, those that are ready but rest; rows that are set",
      "aside are retried by 'syncline parked retry'.",
      "",
      "Arguments and options:"
    },
    parameterListHeading = "",
    optionListHeading = "",
    customSynopsis =
        "syncline queue retry [MAPPING…] [--state STATE] [--code CODE] [--key KEY] [--yes]")
final class QueueRetryCommand implements Callable<Integer> {
  private final RootCommand root;

  @Mixin private EntryChoice choice = new EntryChoice();

  @Option(names = "--yes", description = "Do it without asking.")
  private boolean yes;

  QueueRetryCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    SynclineConfig config = root.config();
    List<Choice> choices = choice.among(ConfiguredMappings.of(config), State.READY);
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      var operation = new QueueOperation(connections);
      long meant = choices.stream().mapToLong(operation::count).sum();
      String deed = "let " + ShownEntry.number(meant, "queued row", "queued rows") + " go now";
      if (meant > 0 && !Confirmation.given(root, yes || choice.isOneRow(), deed)) {
        root.talk().answer(ShownEntry.queueChange(CountAnswer.NOTHING, 0, "nothing was changed"));
        return ExitCode.FAILED.code();
      }
      long done = choices.stream().mapToLong(operation::retry).sum();
      root.talk()
          .answer(
              ShownEntry.queueChange(
                  "retried", done, ShownEntry.number(done, "row goes", "rows go") + " now"));
      return ExitCode.OK.code();
    }
  }
}
