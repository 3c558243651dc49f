package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.Interruption;
import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.HeapPeak;
import dev.syncline.app.operation.MatchOperation;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.app.wiring.RealTime;
import dev.syncline.engine.match.BulkMatch;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Mapping;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Match what was on both sides before. */
@Command(
    name = "match",
    header = "Find the records and rows that are the same, and link them.",
    description = {
      "",
      "Examples:",
      "  syncline match contacts            says what is the same; changes nothing that is synced",
      "  syncline match contacts --link     links it; the next sync merges both sides",
      "  syncline match contacts --undo 7   takes back the links of run 7",
      "",
      "Compares by the mapping's 'match' rules what is not linked yet. One record and one row that",
      "are alike, and to which nothing else is, are linked; where several are alike, nothing is.",
      "Linking that was stopped goes on with the same command.",
      "",
      "Arguments and options:"
    },
    parameterListHeading = "",
    optionListHeading = "",
    customSynopsis = "syncline match MAPPING [--link | --undo RUN] [--samples N]")
final class MatchCommand implements Callable<Integer> {
  private static final int MAX_SAMPLES = 1_000;

  private final RootCommand root;

  @Parameters(paramLabel = "MAPPING", description = "The mapping.")
  private String name = "";

  @Option(names = "--link", description = "Link what is the same.")
  private boolean link;

  @Option(names = "--undo", paramLabel = "RUN", description = "Take back the links of a run.")
  private @Nullable Long undo;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "How many of each kind to show; ${DEFAULT-VALUE}.",
      defaultValue = "5")
  private int samples = 5;

  MatchCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (link && undo != null) {
      throw new UsageException("--link and --undo are opposites", "say one of them");
    }
    if (samples < 0 || samples > MAX_SAMPLES) {
      throw new UsageException("--samples is too many", "say a number from 0 to " + MAX_SAMPLES);
    }
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    Mapping mapping = NamedMappings.one(name, all);
    var stop = new StopSignal();
    Instant began = RealTime.pace().clock().instant();
    HeapPeak.reset();
    try (Interruption _ = Interruption.watch(stop);
        Connections connections = LiveConnections.of(config, root.settings(), root.home())) {
      var operation =
          new MatchOperation(
              connections, all, RealTime.pace(), stop, note -> root.talk().remark(note));
      Long run = undo;
      BulkMatch.Report report =
          run == null ? operation.match(mapping, link, samples) : operation.undo(mapping, run);
      String did = run != null ? "undone" : link ? "linked" : CountAnswer.NOTHING;
      Duration took = Duration.between(began, RealTime.pace().clock().instant());
      root.talk().answer(new MatchAnswer(mapping, report, did, took, HeapPeak.mebibytes()));
      return (report.whole() ? ExitCode.OK : ExitCode.INTERRUPTED).code();
    }
  }
}
