package dev.syncline.app.operation;

import dev.syncline.app.operation.RowVerdicts.State;
import dev.syncline.app.operation.RowVerdicts.Verdict;
import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.Outbox;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.poll.Poll;
import dev.syncline.engine.push.Push;
import dev.syncline.engine.sync.Halts;
import dev.syncline.engine.sync.SyncSettings;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.RowKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Pushes the rows that a person names, and says what the org made of each. */
public final class PushOperation {
  /** The most rows of one call. */
  public static final int MAX_ROWS = 100_000;

  private static final Duration LOOK = Duration.ofMillis(200);

  private final Connections connections;
  private final SyncSettings settings;
  private final Pace pace;
  private final StopSignal stop;

  public PushOperation(Connections connections, SyncSettings settings, Pace pace, StopSignal stop) {
    this.connections = connections;
    this.settings = settings;
    this.pace = pace;
    this.stop = stop;
  }

  /**
   * Which rows are to be pushed.
   *
   * @param keys at most {@link #MAX_ROWS}
   * @param forced whether all fields are sent, whatever both sides last agreed on
   */
  public record Wish(Mapping mapping, List<String> keys, boolean forced) {
    public Wish {
      keys = List.copyOf(keys);
    }
  }

  /**
   * What came of it.
   *
   * @param rows one per key, in their order
   * @param halted whether pushing is paused: then nothing was sent
   * @param stopped whether a stop was asked for
   */
  public record Result(
      MappingName mapping,
      List<Verdict> rows,
      boolean halted,
      boolean stopped,
      Duration duration,
      long apiCalls) {
    public Result {
      rows = List.copyOf(rows);
    }

    /** How many rows stand so. */
    public long count(State state) {
      return rows.stream().filter(row -> row.state() == state).count();
    }
  }

  /** What works for one wish. */
  private record Work(OpenMapping mapping, Push push, Poll poll, RowVerdicts verdicts) {}

  /**
   * Pushes rows until each is settled, rests or waits, or the patience is over.
   *
   * @param all every mapping of the configuration
   * @throws MappingException if the mapping does not fit what is there, or must be read first
   */
  public Result rows(List<Mapping> all, Wish wish, Duration patience, Consumer<String> notes)
      throws InterruptedException {
    Instant began = pace.clock().instant();
    long callsBefore = connections.callsMade();
    Work work = open(all, wish.mapping(), notes);
    Map<String, RowKey> known = new LinkedHashMap<>();
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    for (String key : wish.keys()) {
      Optional<RowKey> row = work.mapping().rowKey(key).filter(work.verdicts()::isKnown);
      row.ifPresent(there -> known.put(key, there));
      verdicts.put(key, RowVerdicts.unknown(new RowKey(key)));
    }
    boolean halted =
        Halts.push(work.mapping().database().pauses().active(), work.mapping().mapping());
    if (!halted) {
      push(
          work,
          wish.forced(),
          List.copyOf(new LinkedHashSet<>(known.values())),
          began.plus(patience));
    }
    known.forEach((key, row) -> verdicts.put(key, work.verdicts().of(row)));
    return new Result(
        wish.mapping().name(),
        List.copyOf(verdicts.values()),
        halted,
        stop.isRequested(),
        Duration.between(began, pace.clock().instant()),
        connections.callsMade() - callsBefore);
  }

  private Work open(List<Mapping> all, Mapping wanted, Consumer<String> notes) {
    if (!wanted.direction().pushes()) {
      throw OpenMapping.wrongWay(wanted, "push");
    }
    List<Mapping> together =
        all.stream()
            .filter(m -> m.org().equals(wanted.org()) && m.database().equals(wanted.database()))
            .filter(m -> m.direction().pushes())
            .toList();
    Map<MappingName, ResolvedMapping> pushed = new LinkedHashMap<>();
    new MappingPreparation(connections, all)
        .prepare(together, notes)
        .forEach(resolved -> pushed.put(resolved.mapping().name(), resolved));
    OpenMapping mapping = OpenMapping.prepared(connections, all, wanted, _ -> {});
    SyncOperation.unread(mapping.database(), wanted)
        .ifPresent(
            problem -> {
              throw new MappingException(List.of(problem));
            });
    return new Work(
        mapping,
        new Push(
            mapping.org(),
            mapping.database(),
            mapping.resolved(),
            pushed,
            settings.push(),
            pace,
            stop),
        new Poll(
            mapping.org(), mapping.database(), mapping.resolved(), settings.poll(), pace, stop),
        new RowVerdicts(mapping.database(), mapping.resolved()));
  }

  private void push(Work work, boolean forced, List<RowKey> known, Instant end)
      throws InterruptedException {
    List<RowKey> open = known;
    List<RowKey> due = known;
    while (!open.isEmpty() && !stop.isRequested()) {
      send(work, forced, due);
      readAgain(work);
      Duration left = Duration.between(pace.clock().instant(), end);
      List<Verdict> verdicts = open.stream().map(work.verdicts()::of).toList();
      open = keys(verdicts, left);
      due = keys(verdicts, Duration.ZERO);
      if (!open.isEmpty()) {
        if (left.isNegative()) {
          return;
        }
        pace.waiter().await(LOOK);
      }
    }
  }

  /** The rows that somebody may take or has taken, at the latest after a while. */
  private static List<RowKey> keys(List<Verdict> verdicts, Duration within) {
    return verdicts.stream()
        .filter(verdict -> verdict.rest().filter(r -> r.compareTo(within) <= 0).isPresent())
        .map(Verdict::key)
        .toList();
  }

  private void send(Work work, boolean forced, List<RowKey> due) {
    for (int from = 0; from < due.size() && !stop.isRequested(); from += Outbox.MAX_CLAIM) {
      List<RowKey> some = due.subList(from, Math.min(due.size(), from + Outbox.MAX_CLAIM));
      if (forced) {
        work.push().forced(some);
      } else {
        work.push().rows(some);
      }
    }
  }

  /** Records that changed in what is to be written are merged before. */
  private void readAgain(Work work) {
    if (work.mapping().mapping().direction().pulls()) {
      AppliedPage applied = work.poll().queued();
      while (!applied.equals(AppliedPage.NONE) && !stop.isRequested()) {
        applied = work.poll().queued();
      }
    }
  }
}
