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

/** Give up queued rows. */
@Command(
    name = "clear",
    header = "Give up changes of rows that are to be pushed; tells the number first.",
    description = {
      "",
      "Examples:",
      "  syncline queue clear contacts --key 42",
      "  syncline queue clear contacts --state waiting --yes",
      "",
      "Rows stay as they are, and records too, until one of them changes again. Rows that a worker",
      "has in hand are left alone, and without --state those that are set aside as well. Records",
      "that are to be read again cannot be given up: they would be missed for good.",
      "",
      "Arguments and options:"
    },
    parameterListHeading = "",
    optionListHeading = "",
    customSynopsis =
        "syncline queue clear [MAPPING…] [--state STATE] [--code CODE] [--key KEY] [--yes]")
final class QueueClearCommand implements Callable<Integer> {
  private final RootCommand root;

  @Mixin private EntryChoice choice = new EntryChoice();

  @Option(names = "--yes", description = "Do it without asking.")
  private boolean yes;

  QueueClearCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    SynclineConfig config = root.config();
    List<Choice> choices = choice.among(ConfiguredMappings.of(config), State.READY, State.WAITING);
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      var operation = new QueueOperation(connections);
      long meant = choices.stream().mapToLong(operation::count).sum();
      String deed =
          "give up the changes of %s: they never reach the org by themselves"
              .formatted(ShownEntry.number(meant, "queued row", "queued rows"));
      if (meant > 0 && !Confirmation.given(root, yes, deed)) {
        root.talk().answer(ShownEntry.queueChange(CountAnswer.NOTHING, 0, "nothing was cleared"));
        return ExitCode.FAILED.code();
      }
      long done = choices.stream().mapToLong(operation::clear).sum();
      root.talk()
          .answer(
              ShownEntry.queueChange(
                  "cleared", done, "cleared " + ShownEntry.number(done, "row", "rows")));
      return ExitCode.OK.code();
    }
  }
}
