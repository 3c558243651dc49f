package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.Interruption;
import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.PullOperation;
import dev.syncline.app.operation.PullOperation.Wish;
import dev.syncline.app.operation.RequeueOperation;
import dev.syncline.app.operation.SyncOperation;
import dev.syncline.app.operation.SyncResult;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.app.wiring.RealTime;
import dev.syncline.engine.match.ChosenRecords;
import dev.syncline.engine.sync.SyncSettings;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Direction;
import dev.syncline.model.Mapping;
import dev.syncline.model.RecordId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pull what changed, or the records that are named. */
@Command(
    name = "pull",
    header = "Pull what changed in the org, or the records that are named, then end.",
    description = {
      "",
      "Examples:",
      "  syncline pull                                       what changed, of every mapping",
      "  syncline pull contacts --id 003000000000001AAA      one record, now",
      "  syncline pull contacts --ids ids.txt                one id of 15 or 18 characters a line",
      "  syncline pull contacts --from 2026-01-31T00:00:00Z  what was changed since then",
      "  syncline pull contacts --unlinked                   every record that has no row yet",
      "  syncline pull contacts --where \"Email != null\"      the records that meet a condition",
      "",
      "Without --id, --ids and --from the pull goes on where the last one ended, and reads all",
      "records of a mapping that was never read. --force gives rows all that their records hold,",
      "whatever was changed in the rows; what gives way stands in the history.",
      "Ends with 0 only when all is in and nothing is set aside.",
      "",
      "Arguments and options:"
    },
    parameterListHeading = "",
    optionListHeading = "",
    customSynopsis =
        "syncline pull [MAPPING…] [--id ID…] [--ids FILE] [--from TIME [--to TIME]] [--force] |"
            + " [--unlinked] [--where CONDITION]")
final class PullCommand implements Callable<Integer> {
  private final RootCommand root;

  @Parameters(
      paramLabel = "MAPPING",
      arity = "0..*",
      description = "The mappings; all that pull when none is named.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--id",
      paramLabel = "ID",
      split = ",",
      description = "A record to pull, by its id of 15 or 18 characters; also several.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--ids", paramLabel = "FILE", description = "A file with an id on each line.")
  private @Nullable Path file;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Pull records stamped at or after this time, such as 2026-01-31T08:00:00Z.")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "And before this time; now, by the org's clock, when left out.")
  private @Nullable Instant to;

  @Option(names = "--force", description = "Give rows all that their records hold.")
  private boolean force;

  @Option(names = "--unlinked", description = "Pull every record that has no row.")
  private boolean unlinked;

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description =
          "Pull every record that meets it, in SOQL; with --unlinked, of those without a row.")
  private @Nullable String where;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "The longest it may take; ${DEFAULT-VALUE}.",
      defaultValue = "3600")
  private long timeout = 3_600;

  PullCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<Wish> wish = wish();
    if (chooses() && (names.isEmpty() || wish.isPresent())) {
      throw new UsageException(
          "--unlinked and --where take the names of mappings and no records",
          "say: syncline pull MAPPING --unlinked");
    }
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    List<Mapping> wanted =
        names.isEmpty()
            ? all.stream().filter(mapping -> mapping.direction().pulls()).toList()
            : NamedMappings.orAll(names, all);
    var stop = new StopSignal();
    try (Interruption _ = Interruption.watch(stop);
        Connections connections = LiveConnections.of(config, root.settings(), root.home());
        RunLines _ = new RunLines(root, connections)) {
      requeue(connections, stop, all, wanted);
      return wish.isPresent()
          ? named(connections, stop, all, wanted, wish.get())
          : changes(connections, stop, all, wanted);
    }
  }

  private boolean chooses() {
    return unlinked || where != null;
  }

  private void requeue(
      Connections connections, StopSignal stop, List<Mapping> all, List<Mapping> wanted)
      throws InterruptedException {
    var requeue = new RequeueOperation(connections, all, note -> root.talk().remark(note));
    var choice = new ChosenRecords.Choice(unlinked, Optional.ofNullable(where));
    for (Mapping mapping : chooses() ? wanted : List.<Mapping>of()) {
      long queued = requeue.records(mapping, choice, RealTime.pace(), stop);
      root.talk().remark(mapping.name() + ": " + queued + " records are queued");
    }
  }

  private Optional<Wish> wish() {
    boolean named = !ids.isEmpty() || file != null;
    Instant begin = from;
    if (named && (begin != null || to != null)) {
      throw new UsageException("--from and --to do not go with --id and --ids", "say one of them");
    }
    if (begin == null && to != null) {
      throw new UsageException("--to needs --from", "say where the window begins");
    }
    if (!named && begin == null && force) {
      throw new UsageException(
          "--force needs to be told which records",
          "name them with --id, --ids or --from; 'syncline refresh --fresh' reads all");
    }
    if (named) {
      return Optional.of(new Wish.Records(ids(), force));
    }
    return begin == null
        ? Optional.empty()
        : Optional.of(new Wish.Window(begin, Optional.ofNullable(to), force));
  }

  private List<RecordId> ids() {
    Set<RecordId> records = new LinkedHashSet<>();
    for (String id : ids) {
      records.add(
          RecordId.parse(id.strip())
              .orElseThrow(
                  () ->
                      new UsageException(
                          "'" + id + "' is no record id", "give one of 15 or 18 characters")));
    }
    Path list = file;
    if (list != null) {
      Path path = root.surroundings().folder().resolve(list);
      records.addAll(
          new LineFile(path, list.toString(), "record ids")
              .read(RecordId::parse, PullOperation.MAX_RECORDS));
    }
    return List.copyOf(records);
  }

  private int changes(
      Connections connections, StopSignal stop, List<Mapping> all, List<Mapping> wanted)
      throws InterruptedException {
    NamedMappings.requireWay(wanted, Direction.PULL);
    SyncResult result =
        new SyncOperation(connections, SyncSettings.defaults(), RealTime.pace(), stop)
            .untilIdle(
                all,
                wanted,
                Direction.PULL,
                Duration.ofSeconds(timeout),
                new ShownSync(root),
                note -> root.talk().remark(note));
    var answer = new SyncAnswer("PullResult", result);
    root.talk().answer(answer);
    result.troubles().forEach(root.talk()::problem);
    return answer.ended().code();
  }

  private int named(
      Connections connections, StopSignal stop, List<Mapping> all, List<Mapping> wanted, Wish wish)
      throws InterruptedException {
    NamedMappings.requireWay(wanted, Direction.PULL);
    if (wish instanceof Wish.Records && wanted.size() != 1) {
      throw new UsageException(
          "records are named, but no mapping", "name the mapping: syncline pull MAPPING --id ID");
    }
    var operation =
        new PullOperation(connections, SyncSettings.defaults().poll(), RealTime.pace(), stop);
    List<PullOperation.Result> results = new ArrayList<>();
    for (Mapping mapping : wanted) {
      results.add(
          operation.pull(
              all, mapping, wish, Duration.ofSeconds(timeout), note -> root.talk().remark(note)));
    }
    var answer = new PullAnswer(results);
    root.talk().answer(answer);
    answer.problems().forEach(root.talk()::problem);
    ExitCode ended = answer.ended();
    return ended.code();
  }
}
