package dev.syncline.app.cli.command;

import dev.syncline.app.cli.Interruption;
import dev.syncline.app.cli.UsageException;
import dev.syncline.app.config.ConfiguredMappings;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.PushOperation;
import dev.syncline.app.operation.RequeueOperation;
import dev.syncline.app.operation.SyncOperation;
import dev.syncline.app.operation.SyncResult;
import dev.syncline.app.wiring.LiveConnections;
import dev.syncline.app.wiring.RealTime;
import dev.syncline.engine.sync.SyncSettings;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Direction;
import dev.syncline.model.Mapping;
import java.nio.file.Path;
import java.time.Duration;
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

/** Push what is queued, or the rows that are named. */
@Command(
    name = "push",
    header = "Push the changed rows that are queued, or the rows that are named, then end.",
    description = {
      "",
      "Examples:",
      "  syncline push                           all that is queued, of every mapping",
      "  syncline push contacts --key 42,43      two rows, now",
      "  syncline push contacts --keys rows.txt  one key a line",
      "  syncline push contacts --unlinked       every row that has no record yet",
      "  syncline push contacts --all            every row, as if all had changed",
      "  syncline push contacts --where \"country = 'DE'\"   the rows that meet a condition",
      "",
      "The org is not asked what changed, but a record that was changed in what a push would",
      "overwrite is read and merged before. --force sends all fields of the rows that are named,",
      "whatever the records hold. A condition is written as 'rows' of a mapping: columns, values,",
      "=, <, in, like, is null, and, or, not.",
      "Ends with 0 only when all is in the org and nothing is set aside.",
      "",
      "Arguments and options:"
    },
    parameterListHeading = "",
    optionListHeading = "",
    customSynopsis =
        "syncline push [MAPPING…] [--key KEY…] [--keys FILE] [--force] |"
            + " [--all | --unlinked] [--where CONDITION]")
final class PushCommand implements Callable<Integer> {
  private final RootCommand root;

  @Parameters(
      paramLabel = "MAPPING",
      arity = "0..*",
      description = "The mappings; all that push when none is named.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      split = ",",
      description = "A row to push, by its key; also several.")
  private List<String> keys = new ArrayList<>();

  @Option(names = "--keys", paramLabel = "FILE", description = "A file with a key on each line.")
  private @Nullable Path file;

  @Option(names = "--force", description = "Send all fields, those too that did not change.")
  private boolean force;

  @Option(names = "--unlinked", description = "Push every row that has no record.")
  private boolean unlinked;

  @Option(names = "--all", description = "Push every row, as if all had changed.")
  private boolean everyRow;

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description = "Push every row that meets it; with --unlinked, of those without a record.")
  private @Nullable String where;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "The longest it may take; ${DEFAULT-VALUE}.",
      defaultValue = "3600")
  private long timeout = 3_600;

  PushCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<String> rows = rows();
    if (rows.isEmpty() && force) {
      throw new UsageException(
          "--force needs to be told which rows", "name them with --key or --keys");
    }
    requireOneChoice(rows);
    SynclineConfig config = root.config();
    List<Mapping> all = ConfiguredMappings.of(config);
    List<Mapping> wanted =
        names.isEmpty()
            ? all.stream().filter(mapping -> mapping.direction().pushes()).toList()
            : NamedMappings.orAll(names, all);
    NamedMappings.requireWay(wanted, Direction.PUSH);
    if (!rows.isEmpty() && names.size() != 1) {
      throw new UsageException(
          "rows are named, but not one mapping", "say: syncline push MAPPING --key KEY");
    }
    var stop = new StopSignal();
    try (Interruption _ = Interruption.watch(stop);
        Connections connections = LiveConnections.of(config, root.settings(), root.home());
        RunLines _ = new RunLines(root, connections)) {
      requeue(connections, all, wanted);
      return rows.isEmpty()
          ? queued(connections, stop, all, wanted)
          : named(connections, stop, all, new PushOperation.Wish(wanted.getFirst(), rows, force));
    }
  }

  private boolean chooses() {
    return unlinked || everyRow || where != null;
  }

  private void requireOneChoice(List<String> rows) {
    boolean apart = everyRow && (unlinked || where != null);
    if (chooses() && (names.isEmpty() || !rows.isEmpty() || apart)) {
      throw new UsageException(
          "--unlinked, --where and --all take the names of mappings and no rows, and --all none of"
              + " the others",
          "say: syncline push MAPPING --unlinked");
    }
  }

  private void requeue(Connections connections, List<Mapping> all, List<Mapping> wanted) {
    var requeue = new RequeueOperation(connections, all, note -> root.talk().remark(note));
    for (Mapping mapping : chooses() ? wanted : List.<Mapping>of()) {
      long queued = requeue.rows(mapping, unlinked, Optional.ofNullable(where));
      root.talk().remark(mapping.name() + ": " + queued + " rows are queued");
    }
  }

  private List<String> rows() {
    Set<String> rows = new LinkedHashSet<>(keys);
    Path list = file;
    if (list != null) {
      Path path = root.surroundings().folder().resolve(list);
      rows.addAll(
          new LineFile(path, list.toString(), "row keys")
              .read(Optional::of, PushOperation.MAX_ROWS));
    }
    return List.copyOf(rows);
  }

  private int queued(
      Connections connections, StopSignal stop, List<Mapping> all, List<Mapping> wanted)
      throws InterruptedException {
    SyncResult result =
        new SyncOperation(connections, SyncSettings.defaults(), RealTime.pace(), stop)
            .untilIdle(
                all,
                wanted,
                Direction.PUSH,
                Duration.ofSeconds(timeout),
                new ShownSync(root),
                note -> root.talk().remark(note));
    var answer = new SyncAnswer("PushResult", result);
    root.talk().answer(answer);
    result.troubles().forEach(root.talk()::problem);
    return answer.ended().code();
  }

  private int named(
      Connections connections, StopSignal stop, List<Mapping> all, PushOperation.Wish wish)
      throws InterruptedException {
    var answer =
        new PushAnswer(
            new PushOperation(connections, SyncSettings.defaults(), RealTime.pace(), stop)
                .rows(all, wish, Duration.ofSeconds(timeout), note -> root.talk().remark(note)));
    root.talk().answer(answer);
    answer.problems().forEach(root.talk()::problem);
    return answer.ended().code();
  }
}
