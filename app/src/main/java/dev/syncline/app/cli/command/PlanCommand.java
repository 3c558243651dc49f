package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.PlanOperation;
import dev.syncline.app.operation.PlanOperation.Planned;
import dev.syncline.app.plans.PlanFile;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.model.Mapping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what an edited configuration would do. */
@Command(
    name = "plan",
    header = "Show what an edited mapping would do. Changes nothing.",
    description = {
      "",
      "Examples:",
      "  syncline plan                      every mapping, against the revision that holds",
      "  syncline plan contacts --save plan.json",
      "  syncline apply plan.json           do exactly that",
      "",
      "Shows what the configuration says otherwise, the SQL that is run, how many rows and",
      "records are written, what may be refused, and what it costs. See docs/plan.md.",
      "",
      "Arguments and options:"
    },
    parameterListHeading = "",
    optionListHeading = "",
    customSynopsis =
        "syncline plan [MAPPING…] [--save=FILE] [--detailed-exitcode] [--samples=NUMBER]"
            + " [--values]")
final class PlanCommand implements Callable<Integer> {
  static final int MAX_SAMPLES = 100;

  private final RootCommand root;

  @Parameters(
      paramLabel = "MAPPING",
      arity = "0..*",
      description = "The mappings; all when none is named.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--save", paramLabel = "FILE", description = "Keep the plan to be applied.")
  private @Nullable Path save;

  @Option(
      names = "--detailed-exitcode",
      description = "End with 3 when there is something to apply, with 0 when not.")
  private boolean detailed;

  @Option(
      names = "--samples",
      paramLabel = "NUMBER",
      description = "How many differences are told one by one: ${DEFAULT-VALUE}.",
      defaultValue = "5")
  private int samples = 5;

  @Option(names = "--values", description = "Show values of records and rows.")
  private boolean values;

  PlanCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    if (samples < 0 || samples > MAX_SAMPLES) {
      throw new UsageException("--samples is from 0 to " + MAX_SAMPLES, "say another number");
    }
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    List<Mapping> wanted = NamedMappings.orAll(names, all);
    try (Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      List<Planned> planned =
          new PlanOperation(connections, all, note -> root.talk().remark(note), samples)
              .plan(wanted);
      Optional.ofNullable(save).ifPresent(file -> save(file, planned));
      var answer = new PlanAnswer(planned, values);
      root.talk().answer(answer);
      return (detailed && answer.hasChanges() ? ExitCode.DIFFERENT : ExitCode.OK).code();
    }
  }

  private void save(Path named, List<Planned> planned) {
    Path file = root.surroundings().folder().resolve(named);
    try {
      PlanFile.write(file, PlanOperation.saved(planned));
    } catch (IOException e) {
      throw new UsageException(
          "the plan cannot be written to " + named + ": " + e.getMessage(), "name another file");
    }
    root.talk().remark("Saved; do it with: syncline apply " + named);
  }
}
