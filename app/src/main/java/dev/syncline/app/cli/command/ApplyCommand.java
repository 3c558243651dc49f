package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.Interruption;
import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.ApplyOperation;
import dev.syncline.app.operation.ApplyOperation.Applied;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.PlanOperation;
import dev.syncline.app.operation.PlanOperation.Planned;
import dev.syncline.app.plans.PlanFile;
import dev.syncline.app.plans.PlanFileException;
import dev.syncline.app.plans.SavedPlan;
import dev.syncline.app.progress.Quantities;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.app.wiring.RealTime;
import dev.syncline.engine.backfill.BackfillListener;
import dev.syncline.engine.backfill.BackfillSettings;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.FieldName;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Does what a plan says. */
@Command(
    name = "apply",
    header = "Apply an edited configuration: a saved plan exactly, or one that is shown first.",
    description = {
      "",
      "Examples:",
      "  syncline apply                     plan every mapping, show it, ask, and apply it",
      "  syncline apply plan.json           do exactly what was saved, or nothing",
      "",
      "Runs the SQL, keeps the revision, and carries what is new to what is linked already, while",
      "sync goes on. Stopped at any time, it goes on where it was. A 'syncline run' beside it",
      "goes on by the new file within seconds.",
      "",
      "Arguments and options:"
    },
    parameterListHeading = "",
    optionListHeading = "",
    customSynopsis = "syncline apply [FILE] [--yes]")
final class ApplyCommand implements Callable<Integer> {
  private static final int SHOWN = 5;
  private static final long SHARE = 20;

  private final RootCommand root;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "A plan that 'syncline plan --save' has kept.")
  private @Nullable Path file;

  @Option(names = "--yes", description = "Do it without asking.")
  private boolean yes;

  @Option(
      names = "--portion",
      paramLabel = "RECORDS",
      description =
          "How many records are read together, after which a back-fill can be taken up again;"
              + " ${DEFAULT-VALUE}.",
      defaultValue = "200000")
  private int portion = 200_000;

  ApplyCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (portion < 1) {
      throw new UsageException("--portion is at least 1", "say another number");
    }
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    Optional<SavedPlan> saved = Optional.ofNullable(file).map(this::read);
    var stop = new StopSignal();
    try (Interruption _ = Interruption.watch(stop);
        Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      List<Planned> planned =
          new PlanOperation(connections, all, note -> root.talk().remark(note), SHOWN)
              .plan(saved.map(s -> named(s, all)).orElse(all));
      saved.ifPresent(s -> ApplyOperation.require(s, planned));
      List<Planned> wanted = planned.stream().filter(p -> p.plan().hasChanges()).toList();
      if (wanted.isEmpty()) {
        root.talk().say("There is nothing to do");
      } else if (saved.isEmpty()) {
        new PlanAnswer(wanted, false).lines().forEach(root.talk()::remark);
      }
      boolean go =
          wanted.isEmpty()
              || saved.isPresent()
              || Confirmation.given(root, yes, "apply this to " + wanted.size() + " mappings");
      if (!go) {
        return ExitCode.OK.code();
      }
      return apply(connections, all, wanted, stop).code();
    }
  }

  private ExitCode apply(
      Connections connections, List<Mapping> all, List<Planned> wanted, StopSignal stop)
      throws InterruptedException {
    var operation =
        new ApplyOperation(
            connections,
            all,
            BackfillSettings.defaults().inPortionsOf(portion),
            RealTime.pace(),
            stop);
    List<Applied> applied =
        operation.apply(
            wanted,
            new ApplyOperation.Listeners(
                new ShownFill(), note -> root.talk().remark(note), _ -> {}));
    var answer = new ApplyAnswer(applied);
    root.talk().answer(answer);
    if (stop.isRequested() || !answer.isWhole()) {
      root.talk().say("Stopped; go on with: syncline apply");
      return ExitCode.INTERRUPTED;
    }
    return ExitCode.OK;
  }

  private SavedPlan read(Path named) {
    try {
      return PlanFile.read(root.surroundings().folder().resolve(named));
    } catch (IOException e) {
      throw new UsageException(
          "the plan " + named + " cannot be read: " + e.getMessage(),
          "make one: syncline plan --save " + named);
    } catch (PlanFileException e) {
      throw new UsageException(
          "the plan " + named + " cannot be used: " + e.getMessage(),
          "make one anew: syncline plan --save " + named);
    }
  }

  private static List<Mapping> named(SavedPlan saved, List<Mapping> all) {
    return NamedMappings.orAll(
        saved.mappings().stream().map(SavedPlan.Entry::mapping).toList(), all);
  }

  /** Tells how far a back-fill is, at most twenty times. */
  private final class ShownFill implements BackfillListener {
    private long told;

    @Override
    public void progressed(MappingName mapping, List<FieldName> fields, long records, long all) {
      long step = Math.max(1, all / SHARE);
      if (records / step > told / step) {
        told = records;
        root.talk()
            .remark(
                "back-filling %s: %s of %s records"
                    .formatted(mapping, Quantities.number(records), Quantities.number(all)));
      }
    }
  }
}
