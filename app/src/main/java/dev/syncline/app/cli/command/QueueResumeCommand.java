package dev.syncline.app.cli.command;

import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.QueueOperation;
import dev.syncline.app.operation.QueueOperation.Halt;
import dev.syncline.app.operation.QueueOperation.Scope;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.model.Mapping;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** End a halt. */
@Command(
    name = "resume",
    header = "End a halt.",
    description = {
      "",
      "Examples:",
      "  syncline queue resume                             the halt of everything",
      "  syncline queue resume contacts --direction push   that halt alone",
      "  syncline queue resume --all                       every halt",
      "",
      "Ends the halt of exactly the scope that is named, so that a halt of everything is not",
      "undone for one mapping by mistake.",
      "",
      "Arguments and options:"
    },
    parameterListHeading = "",
    optionListHeading = "",
    customSynopsis = "syncline queue resume [MAPPING] [--org ORG] [--direction WAY] [--all]")
final class QueueResumeCommand implements Callable<Integer> {
  private final RootCommand root;

  @Mixin private PauseScope said = new PauseScope();

  @Option(names = "--all", description = "End every halt.")
  private boolean everything;

  QueueResumeCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    if (everything && said.isNarrow()) {
      throw new UsageException("--all and a scope do not go together", "say one of them");
    }
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    Scope scope = said.scope(config, all);
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      var operation = new QueueOperation(connections);
      long ended =
          everything
              ? operation.resumeAll(all)
              : operation.resume(said.concerned(scope, all), scope);
      List<Halt> left = operation.halts(all);
      if (ended == 0 && !everything) {
        throw nothing(scope, left);
      }
      root.talk().answer(new PauseAnswer(ended, left));
      return 0;
    }
  }

  private static UsageException nothing(Scope scope, List<Halt> left) {
    String others = left.stream().map(ShownPause::line).collect(Collectors.joining("; "));
    return new UsageException(
        PauseScope.words(scope) + ": no halt of exactly that scope holds",
        left.isEmpty() ? "nothing is paused" : "these hold: " + others);
  }
}
