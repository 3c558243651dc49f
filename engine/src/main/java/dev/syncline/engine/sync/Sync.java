package dev.syncline.engine.sync;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Doorbell;
import dev.syncline.engine.live.Coverage;
import dev.syncline.engine.live.Live;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.refresh.RefreshOrder;
import dev.syncline.engine.schedule.Agenda;
import dev.syncline.engine.schedule.LaneName;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Direction;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps the mappings between one org and one database in step. A round pulls what changed, parents
 * first, and pushes what the outboxes hold. Everything that must survive is in the database: this
 * object can be thrown away at any moment and another take its place.
 */
public final class Sync {
  private final Working working;
  private final Turns turns;
  private final Pulling pulling;
  private final Pushing pushing;
  private final Certifying certifying;
  private final Rereads rereads;
  private final List<ResolvedMapping> mappings;
  private final Set<MappingName> names;
  private final Pace pace;
  private final StopSignal stop;
  private Set<LaneName> limitedBefore = Set.of();
  private int troubles;
  private Optional<Instant> restsUntil = Optional.empty();
  private Optional<Instant> nextTurn = Optional.empty();

  /**
   * Takes up the work where it stands.
   *
   * @param mappings all of the org and the database that are active
   */
  public Sync(
      Org org,
      Database database,
      List<ResolvedMapping> mappings,
      SyncSettings settings,
      Pace pace,
      StopSignal stop,
      SyncListener listener) {
    this.working = new Working(org, database, settings, pace, stop, listener, new Coverage());
    this.pace = pace;
    this.stop = stop;
    this.mappings = RefreshOrder.parentsFirst(mappings);
    this.names = said().stream().map(Mapping::name).collect(Collectors.toUnmodifiableSet());
    this.turns = new Turns(said(), working);
    this.pulling = new Pulling(working, turns, this.mappings);
    this.pushing = new Pushing(working, turns, this.mappings);
    this.certifying = new Certifying(working, turns, this.mappings);
    this.rereads = new Rereads(working, turns, this.mappings);
  }

  /**
   * What takes events of the org into the same rows; empty if that is not to be. Its owner closes
   * it.
   */
  public Optional<Live> live() {
    return working
        .settings()
        .live()
        .map(settings -> pulling.live(settings))
        .filter(live -> !live.isIdle());
  }

  private List<Mapping> said() {
    return mappings.stream().map(ResolvedMapping::mapping).toList();
  }

  /**
   * One round over all mappings, whatever the time: windows, pauses and the budget count, intervals
   * do not.
   *
   * @param withPolls whether the org is asked what changed; queues are worked on in any case
   */
  public SyncRound round(boolean withPolls) throws InterruptedException {
    turns.forget();
    return round(Agenda.Times.ASKED_NOW, Direction.BOTH, withPolls);
  }

  /** Whether the org or the database is in trouble, and left alone for a while. */
  public boolean isResting() {
    return restsUntil.filter(until -> pace.clock().instant().isBefore(until)).isPresent();
  }

  /** Whether rows of a mapping are to go out as soon as they change. */
  boolean pushesLive() {
    return !turns.livePushes().isEmpty();
  }

  /** Where the rows are. */
  Database database() {
    return working.database();
  }

  /** One round over the mappings whose turn it is by their schedules. */
  public SyncRound scheduled() throws InterruptedException {
    return round(Agenda.Times.KEPT, Direction.BOTH, true);
  }

  private SyncRound round(Agenda.Times times, Direction ways, boolean withPolls)
      throws InterruptedException {
    if (isResting()) {
      return SyncRound.RESTING;
    }
    restsUntil = Optional.empty();
    nextTurn = Optional.empty();
    var round = new Round(turns, times, ways);
    carry(round, () -> whole(round, withPolls));
    return round.result();
  }

  /** A part of the work of a round. */
  @FunctionalInterface
  private interface Part {
    void carry() throws InterruptedException;
  }

  private void carry(Round round, Part part) throws InterruptedException {
    try {
      round.heed(working.database().pauses().active());
      pulling.publish(round);
      part.carry();
      troubles = 0;
    } catch (ProblemException e) {
      switch (e.errorClass()) {
        case LIMIT, TRANSIENT, ACCESS -> rest(e.problem(), round);
        case DATA, MAPPING, BUG -> throw e;
      }
    }
    if (stop.isRequested()) {
      round.cutShort();
    }
  }

  private void whole(Round round, boolean withPolls) throws InterruptedException {
    boolean kept = round.times() == Agenda.Times.KEPT;
    if (withPolls) {
      pulling.changes(round);
    }
    if (kept) {
      Doorbell doorbell = working.database().doorbell();
      round.see(doorbell.look(), doorbell.left());
    }
    queues(round);
    if (kept) {
      certifying.look();
      rereads.look();
      nextTurn = round.next(said());
    }
    turns.write();
    tell(round);
  }

  private void queues(Round round) throws InterruptedException {
    pulling.queues(round);
    if (round.ways().pushes()) {
      pushing.changes(round);
      pushing.deletions(round);
      if (round.rows() > 0 || round.times() == Agenda.Times.ASKED_NOW) {
        round.seeAll();
        pulling.queues(round);
      }
    }
  }

  /**
   * Pushes rows that are to go out as soon as they change, and reads records that are asked for,
   * where a look has seen some.
   */
  public SyncRound queues(Doorbell.Look look) throws InterruptedException {
    Doorbell.Look seen = look.of(names).onlyRowsOf(turns.livePushes());
    if (isResting() || seen.isEmpty()) {
      return SyncRound.NONE;
    }
    var round = new Round(turns, Agenda.Times.KEPT, Direction.BOTH);
    round.see(seen, Set.of());
    carry(round, () -> queues(round));
    return round.result();
  }

  /** Whoever is limited and was not in the round before is told of. */
  private void tell(Round round) {
    round
        .limited()
        .forEach(
            (lane, problem) -> {
              if (!limitedBefore.contains(lane)) {
                working.listener().troubled(problem);
              }
            });
    limitedBefore = Set.copyOf(round.limited().keySet());
  }

  /** The org or the database is left alone for a while; nothing has lost an attempt. */
  private void rest(Problem problem, Round round) {
    troubles++;
    Duration pause = working.settings().trouble().pauseAfter(troubles, pace.random());
    restsUntil = Optional.of(pace.clock().instant().plus(pause));
    round.troubled(problem);
    working.listener().troubled(problem);
  }

  /**
   * Whether queues hold something that can still move: entries that wait for a parent that does not
   * come, or that are parked, cannot.
   */
  public boolean hasWork() {
    return hasWork(Direction.BOTH);
  }

  private boolean hasWork(Direction ways) {
    if (restsUntil.isPresent()) {
      return true;
    }
    var view = new Round(turns, Agenda.Times.ASKED_NOW, ways);
    view.heed(working.database().pauses().active());
    return mappings.stream().anyMatch(m -> hasWork(m, view));
  }

  private boolean hasWork(ResolvedMapping mapping, Round view) {
    return pulling.hasWork(mapping.mapping(), view)
        || (view.ways().pushes() && pushing.hasWork(mapping, view));
  }

  /** Waits until it is worth going round again, at most {@link SyncSettings#nap}. */
  public void nap() throws InterruptedException {
    Duration nap = working.settings().nap();
    Instant now = pace.clock().instant();
    Duration rest = restsUntil.map(until -> Duration.between(now, until)).orElse(nap);
    Duration pause = rest.compareTo(nap) < 0 ? rest : nap;
    pace.waiter().await(pause.isPositive() ? pause : Duration.ofMillis(1));
  }

  /**
   * When the next lane has its turn that has none now, by the schedules as {@link #scheduled} saw
   * them last; empty if nobody knows. Asks nobody.
   */
  public Optional<Instant> nextTurn() {
    return nextTurn;
  }

  /** Writes down what is only noted: call it before this sync is thrown away, if that can be. */
  public void end() {
    certifying.end();
    rereads.end();
    turns.writeNow();
  }

  /**
   * Goes round until both sides are quiet: nothing was moved in a whole round and no queue holds
   * what could move. All rounds together are one run of each mapping.
   *
   * @param ways pulling alone leaves the outboxes as they are; pushing alone asks the org for no
   *     changes, but reads the records that are in the way of a push
   * @param patience by this machine's clock, the longest it may take
   * @return all rounds together; not {@link SyncRound#whole} if patience ran out or a stop came
   */
  public SyncRound untilIdle(Direction ways, Duration patience) throws InterruptedException {
    Instant end = pace.clock().instant().plus(patience);
    turns.forget();
    SyncRound total = SyncRound.NONE;
    boolean reread = !ways.pulls();
    while (!stop.isRequested() && pace.clock().instant().isBefore(end)) {
      SyncRound round = round(Agenda.Times.ASKED_NOW, ways, ways.pulls());
      total = total.followedBy(round);
      if (round.settled() && !hasWork(ways)) {
        if (!reread && rereads.finish()) {
          reread = true;
          continue;
        }
        turns.endAll();
        end();
        return total;
      }
      if (!round.moved()) {
        nap();
      }
    }
    end();
    return total.notWhole();
  }
}
