package dev.syncline.app.cli.command;

import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.QueueOperation;
import dev.syncline.app.operation.QueueOperation.Scope;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.model.Mapping;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Halt work until it is resumed. */
@Command(
    name = "pause",
    header = "Halt a mapping, an org or everything, one way or both, until it is resumed.",
    description = {
      "",
      "Examples:",
      "  syncline queue pause --reason 'migration'           everything, until resumed",
      "  syncline queue pause contacts --direction push      changes of rows are kept, not sent",
      "  syncline queue pause --org prod --minutes 30        ends by itself",
      "",
      "All processes keep to it from their next turn on. Changes of rows are still captured, and",
      "nothing is lost: what was halted is carried afterwards.",
      "",
      "Arguments and options:"
    },
    parameterListHeading = "",
    optionListHeading = "",
    customSynopsis =
        "syncline queue pause [MAPPING] [--org ORG] [--direction WAY] [--minutes N] [--reason"
            + " TEXT]")
final class QueuePauseCommand implements Callable<Integer> {
  private static final long MAX_MINUTES = Duration.ofDays(366).toMinutes();
  private static final int MAX_REASON = 200;

  private final RootCommand root;

  @Mixin private PauseScope said = new PauseScope();

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "End by itself after so many minutes; until resumed when left out.")
  private @Nullable Long minutes;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for others who look.")
  private String reason = "paused by a person";

  QueuePauseCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Long length = minutes;
    if (length != null && (length < 1 || length > MAX_MINUTES)) {
      throw new UsageException(
          "--minutes is " + length, "give a number from 1 to %d, a year".formatted(MAX_MINUTES));
    }
    if (reason.length() > MAX_REASON) {
      throw new UsageException(
          "--reason has more than " + MAX_REASON + " characters", "give a shorter one");
    }
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    Scope scope = said.scope(config, all);
    List<Mapping> concerned = said.concerned(scope, all);
    if (concerned.isEmpty()) {
      throw new UsageException(
          PauseScope.words(scope) + ": there is none", "name a mapping of that org, or the other");
    }
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      var operation = new QueueOperation(connections);
      operation.pause(
          concerned, scope, reason, Optional.ofNullable(length).map(Duration::ofMinutes));
      root.talk().answer(new PauseAnswer(0, operation.halts(all)));
      return 0;
    }
  }
}
