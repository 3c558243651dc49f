package dev.syncline.app.operation;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.ParkedRecord;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.org.ChangeReader;
import dev.syncline.engine.poll.Poll;
import dev.syncline.engine.poll.PollSettings;
import dev.syncline.engine.poll.RecordPull;
import dev.syncline.engine.sync.Halts;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Pulls the records that a person names, or those of a window, beside the polls. */
public final class PullOperation {
  /** The most records of one call. */
  public static final int MAX_RECORDS = 200_000;

  private static final Duration LOOK = Duration.ofMillis(200);

  private final Connections connections;
  private final PollSettings settings;
  private final Pace pace;
  private final StopSignal stop;

  public PullOperation(Connections connections, PollSettings settings, Pace pace, StopSignal stop) {
    this.connections = connections;
    this.settings = settings;
    this.pace = pace;
    this.stop = stop;
  }

  /** What is to be pulled. */
  public sealed interface Wish {
    /** Whether rows take all that their records hold, whatever the base says. */
    boolean forced();

    /**
     * Some records.
     *
     * @param ids at most {@link #MAX_RECORDS}
     */
    record Records(List<RecordId> ids, boolean forced) implements Wish {
      public Records {
        ids = List.copyOf(ids);
      }
    }

    /**
     * The records that were stamped in a window.
     *
     * @param from inclusive
     * @param until exclusive; absent means now, by the org's clock
     */
    record Window(Instant from, Optional<Instant> until, boolean forced) implements Wish {}
  }

  /**
   * What came of it.
   *
   * @param missing records that were asked for and neither had nor have a row: there is none of
   *     that id, or not for this mapping
   * @param left records that still are to be read again
   * @param whole whether all was read
   * @param halted whether pulling is paused: then nothing was read
   * @param stopped whether a stop was asked for
   */
  public record Result(
      MappingName mapping,
      AppliedPage applied,
      List<RecordId> missing,
      long left,
      boolean whole,
      boolean halted,
      boolean stopped,
      Duration duration,
      long apiCalls) {
    public Result {
      missing = List.copyOf(missing);
    }
  }

  /** What works for one wish, until a moment. */
  private record Work(OpenMapping mapping, Poll poll, RecordPull records, Instant end) {
    Database database() {
      return mapping.database();
    }
  }

  /**
   * Pulls until all are in, or the patience is over.
   *
   * @param all every mapping of the configuration
   * @throws MappingException if the mapping does not fit what is there
   * @throws ProblemException with code {@code LEASE-HELD} if another process pulls the mapping for
   *     as long
   */
  public Result pull(
      List<Mapping> all, Mapping wanted, Wish wish, Duration patience, Consumer<String> notes)
      throws InterruptedException {
    Instant began = pace.clock().instant();
    long callsBefore = connections.callsMade();
    if (!wanted.direction().pulls()) {
      throw OpenMapping.wrongWay(wanted, "pull");
    }
    Work work = open(OpenMapping.prepared(connections, all, wanted, notes), began.plus(patience));
    List<RecordId> unlinked =
        wish instanceof Wish.Records records ? unlinked(work, records.ids()) : List.of();
    boolean halted = Halts.pull(work.database().pauses().active(), wanted);
    var tally = new Tally();
    if (!halted) {
      asked(work, wish, tally);
      tally.applied = tally.applied.plus(drain(work));
    }
    return new Result(
        wanted.name(),
        tally.applied,
        halted ? List.of() : missing(work, unlinked),
        work.database().pullQueue().count(wanted.name()),
        tally.whole && !halted,
        halted,
        stop.isRequested(),
        Duration.between(began, pace.clock().instant()),
        connections.callsMade() - callsBefore);
  }

  private Work open(OpenMapping mapping, Instant end) {
    return new Work(
        mapping,
        new Poll(mapping.org(), mapping.database(), mapping.resolved(), settings, pace, stop),
        new RecordPull(mapping.org(), mapping.database(), mapping.resolved(), settings, pace, stop),
        end);
  }

  /** Adds up. */
  private static final class Tally {
    private AppliedPage applied = AppliedPage.NONE;
    private boolean whole = true;
  }

  private void asked(Work work, Wish wish, Tally tally) throws InterruptedException {
    switch (wish) {
      case Wish.Records records -> {
        for (int from = 0; from < records.ids().size(); from += ChangeReader.MAX_IDS) {
          int to = Math.min(records.ids().size(), from + ChangeReader.MAX_IDS);
          List<RecordId> some = records.ids().subList(from, to);
          if (records.forced()) {
            forced(work, () -> work.records().forced(some), tally);
          } else {
            MappingName name = work.mapping().name();
            work.database().pullQueue().add(name, some, PullQueue.Reason.ASKED);
          }
        }
      }
      case Wish.Window window -> {
        Instant until = until(work.mapping(), window);
        Reading reading = () -> work.records().window(window.from(), until, window.forced());
        if (window.forced()) {
          forced(work, reading, tally);
        } else {
          RecordPull.Report report = leased(work, reading);
          tally.applied = tally.applied.plus(report.applied());
          tally.whole = report.whole();
        }
      }
    }
  }

  private static Instant until(OpenMapping mapping, Wish.Window window) {
    Instant now = mapping.org().changes().now();
    Instant until = window.until().orElse(now.plusSeconds(1));
    if (!window.from().isBefore(until)) {
      throw new MappingException(
          List.of(
              new Problem(
                  "PULL-WINDOW",
                  ErrorClass.MAPPING,
                  "the window from %s to %s is empty; the org's clock says %s"
                      .formatted(window.from(), until, now),
                  "let it begin before it ends")));
    }
    return until;
  }

  /** Reads something. */
  @FunctionalInterface
  private interface Reading {
    RecordPull.Report read();
  }

  /** Force counts only while it is used: records whose rows are busy are forced again. */
  private void forced(Work work, Reading reading, Tally tally) throws InterruptedException {
    while (true) {
      RecordPull.Report report = leased(work, reading);
      boolean busy = report.applied().deferred() > 0;
      tally.applied = tally.applied.plus(report.applied());
      if (!busy || isOver(work)) {
        tally.whole = tally.whole && report.whole() && !busy;
        return;
      }
      pace.waiter().await(LOOK);
    }
  }

  /** Works on the pull queue until it is empty, by whomever. */
  private AppliedPage drain(Work work) throws InterruptedException {
    AppliedPage applied = AppliedPage.NONE;
    MappingName name = work.mapping().name();
    while (work.database().pullQueue().count(name) > 0 && !stop.isRequested()) {
      AppliedPage page =
          leased(work, () -> new RecordPull.Report(work.poll().queued(), true)).applied();
      applied = applied.plus(page);
      if (isOver(work)) {
        return applied;
      }
      if (page.equals(AppliedPage.NONE)) {
        pace.waiter().await(LOOK);
      }
    }
    return applied;
  }

  /** Waits for the other process that pulls the mapping, as long as the patience goes. */
  private RecordPull.Report leased(Work work, Reading reading) throws InterruptedException {
    while (true) {
      try {
        return reading.read();
      } catch (ProblemException e) {
        if (!e.problem().code().equals(Lease.HELD) || isOver(work)) {
          throw e;
        }
        pace.waiter().await(LOOK);
      }
    }
  }

  private boolean isOver(Work work) {
    return stop.isRequested() || !pace.clock().instant().isBefore(work.end());
  }

  private static List<RecordId> unlinked(Work work, List<RecordId> ids) {
    return ids.stream()
        .filter(id -> work.database().links().ofRecord(work.mapping().resolved(), id).isEmpty())
        .toList();
  }

  /** Those that are neither linked nor parked now. */
  private static List<RecordId> missing(Work work, List<RecordId> unlinked) {
    Set<RecordId> parked = new HashSet<>();
    if (!unlinked.isEmpty()) {
      MappingName name = work.mapping().name();
      work.database().parked(name, ParkedOperation.MAX_RECORDS).stream()
          .map(ParkedRecord::record)
          .forEach(parked::add);
    }
    return unlinked(work, unlinked).stream().filter(id -> !parked.contains(id)).toList();
  }
}
