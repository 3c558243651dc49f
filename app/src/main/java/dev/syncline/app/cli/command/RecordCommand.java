package dev.syncline.app.cli.command;

import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.RecordOperation;
import dev.syncline.app.operation.RecordTrace;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.model.Mapping;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What concerns single records: why one is not in step. */
@Command(
    name = "record",
    header = "Show all that is known of one record and its row.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
final class RecordCommand implements Runnable {
  private final RootCommand root;

  @Spec private CommandSpec spec = CommandSpec.create();

  RecordCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  @Command(
      name = "show",
      header = "Show both sides of a record, and why it is or is not in step. Changes nothing.",
      description = {
        "",
        "Examples:",
        "  syncline record show 003000000000001AAA     by the record's id, 15 or 18 characters",
        "  syncline record show 42 --mapping contacts  by the key of the row",
        "  syncline record show C-1007                 by the external id that is the mapping's"
            + " key",
        "",
        "Shows the record as the org has it now, the row as it is now, the values both last agreed",
        "on, what waits to be pushed with its attempts, what is parked and why, the latest"
            + " history,",
        "and what happens next and when.",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline record show ID-or-key [--mapping NAME]")
  int show(
      @Parameters(
              paramLabel = "ID-or-key",
              description = "A record's id, the key of a row, or an external id.")
          String name,
      @Option(
              names = "--mapping",
              paramLabel = "NAME",
              description = "The mapping to look in; all when left out.")
          @Nullable String mapping) {
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    List<Mapping> among = mapping == null ? all : List.of(NamedMappings.one(mapping, all));
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      var operation = new RecordOperation(connections, all, note -> root.talk().remark(note));
      root.talk().answer(new RecordAnswer(one(name, operation.find(name, among))));
      return 0;
    }
  }

  private static RecordTrace one(String name, List<RecordTrace> traces) {
    if (traces.isEmpty()) {
      throw new UsageException(
          "no mapping knows a record, row or external id '" + name + "'",
          "look whether it is of a mapped object and table, and was synced before");
    }
    if (traces.size() > 1) {
      List<String> names = traces.stream().map(t -> t.mapping().name().value()).toList();
      throw new UsageException(
          "'%s' is in the mappings %s".formatted(name, String.join(", ", names)),
          "say which one is meant with --mapping");
    }
    return traces.getFirst();
  }
}
