package dev.syncline.engine.sync;

import dev.syncline.engine.budget.CallBudget;
import dev.syncline.engine.budget.Stage;
import dev.syncline.engine.database.LaneBook;
import dev.syncline.engine.database.Pause;
import dev.syncline.engine.live.Coverage;
import dev.syncline.engine.schedule.Agenda;
import dev.syncline.engine.schedule.Due;
import dev.syncline.engine.schedule.Due.Why;
import dev.syncline.engine.schedule.Lane;
import dev.syncline.engine.schedule.LaneName;
import dev.syncline.model.Direction;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says at any moment whether a lane has its turn: that can end in the midst of a round, as windows
 * close and calls run short.
 */
final class Turns {
  private final Map<LaneName, Lane> lanes = new LinkedHashMap<>();
  private final Agenda agenda;
  private final Agenda carried;
  private final Coverage coverage;
  private final LaneRuns runs;
  private final Spending spending;
  private final InstantSource clock;
  private boolean remembered;

  Turns(List<Mapping> mappings, Working working) {
    SyncSettings settings = working.settings();
    LaneBook book = working.database().laneBook();
    this.agenda = new Agenda(settings.livePull());
    this.carried = settings.live().map(live -> new Agenda(live.proof())).orElse(agenda);
    this.coverage = working.coverage();
    this.clock = working.pace().clock();
    this.runs = new LaneRuns(book);
    this.spending = new Spending(working.org(), book, settings.reservePercent(), clock);
    for (Mapping mapping : mappings) {
      if (mapping.direction().pulls()) {
        add(Lane.of(mapping, Direction.PULL));
      }
      if (mapping.direction().pushes()) {
        add(Lane.of(mapping, Direction.PUSH));
      }
      add(Lane.compare(mapping));
      add(Lane.reread(mapping));
    }
  }

  private void add(Lane lane) {
    lanes.put(lane.name(), lane);
  }

  /** One way of a mapping; empty if the mapping does not go that way. */
  Optional<Lane> lane(Mapping mapping, Direction direction) {
    return Optional.ofNullable(lanes.get(new LaneName(mapping.name(), direction)));
  }

  /** The lane in which both sides of a mapping are compared. */
  Optional<Lane> compareLane(Mapping mapping) {
    return Optional.ofNullable(lanes.get(new LaneName(mapping.name(), LaneName.Way.COMPARE)));
  }

  /** The lane in which values are read again that change without a change of their record. */
  Lane rereadLane(Mapping mapping) {
    Lane lane = lanes.get(new LaneName(mapping.name(), LaneName.Way.REREAD));
    return lane == null ? Lane.reread(mapping) : lane;
  }

  /** How long ago the last run of a lane began; empty if nobody knows. */
  Optional<Duration> sinceLast(Lane lane) {
    return runs.last(lane)
        .map(last -> Duration.between(last, clock.instant()))
        .filter(ago -> !ago.isNegative());
  }

  /** The run of a lane did not come to its end: the next one makes up for it. */
  void drop(Lane lane) {
    runs.drop(lane.name());
  }

  /** Notes what does as well as a run of a lane. */
  void ran(Lane lane, Instant began) {
    runs.note(lane, began);
  }

  /** Whether a lane has its turn now, by its schedule, windows and the budget. */
  Due due(Lane lane) {
    return due(lane, Agenda.Times.KEPT);
  }

  /** Calls that were made for a lane beside the round. */
  void charge(LaneName lane, long calls) {
    spending.charge(lane, calls);
  }

  /** The mappings whose rows go out as soon as they change. */
  Set<MappingName> livePushes() {
    return lanes.values().stream()
        .filter(lane -> lane.live() && lane.name().way() == LaneName.Way.PUSH)
        .map(lane -> lane.name().mapping())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether one way of a mapping has its turn now. */
  Due due(Mapping mapping, Direction direction, List<Pause> pauses, Agenda.Times times) {
    boolean pull = direction == Direction.PULL;
    if (pull ? Halts.pull(pauses, mapping) : Halts.push(pauses, mapping)) {
      return new Due.Later(Why.PAUSED, Optional.empty());
    }
    return lane(mapping, direction)
        .map(lane -> due(lane, times))
        .orElseGet(() -> new Due.Later(Why.OFF, Optional.empty()));
  }

  private Due due(Lane lane, Agenda.Times times) {
    if (times == Agenda.Times.ASKED_NOW || runs.isRunning(lane.name())) {
      return at(lane, Agenda.Times.ASKED_NOW);
    }
    if (!remembered) {
      runs.remember(lanes.values(), clock.instant());
      remembered = true;
    }
    Due due = at(lane, times);
    if (lane.live() || !(due instanceof Due.Now)) {
      return due;
    }
    runs.remember(List.of(lane), clock.instant()); // another process may have been quicker
    return at(lane, times);
  }

  /** What a stream carries is polled for proof alone; a hole in it is read over at once. */
  private Due at(Lane lane, Agenda.Times times) {
    boolean pulls = lane.live() && lane.name().way() == LaneName.Way.PULL;
    boolean holed = pulls && coverage.isToBeRepaired(lane.name().mapping());
    boolean proves = pulls && coverage.carries(lane.name().mapping());
    return (proves ? carried : agenda)
        .at(
            clock.instant(),
            lane,
            runs.last(lane),
            spending.stage(),
            holed ? Agenda.Times.ASKED_NOW : times);
  }

  /** A run of a lane begins, unless one has. */
  void begin(LaneName lane) {
    runs.begin(lane, clock.instant());
  }

  /** How many rows the run of a lane has pushed. */
  long rows(LaneName lane) {
    return runs.rows(lane);
  }

  /** The run of a lane pushed so many more rows. */
  void pushed(LaneName lane, long rows) {
    runs.count(lane, rows);
    spending.charge(lane);
  }

  /** Puts down the calls since the last charge to a lane. */
  void charge(LaneName lane) {
    spending.charge(lane);
  }

  /** The run of a lane is at its end. */
  void end(Lane lane) {
    runs.end(lane);
  }

  /** What runs is taken for ended, and not noted. */
  void forget() {
    runs.forget();
  }

  /** All that run are at their ends. */
  void endAll() {
    lanes.values().forEach(runs::end);
  }

  /** Writes down what lanes cost, if that was not done lately. */
  void write() {
    spending.write();
  }

  /** Writes down what lanes cost. */
  void writeNow() {
    spending.writeNow();
  }

  /** Whether all calls that are ours are used up. */
  boolean spent() {
    return spending.stage() == Stage.SPENT;
  }

  /** How the org's calls stand; empty if it has not said so yet. */
  Optional<CallBudget> budget() {
    return spending.budget();
  }

  /** When the next of these lanes has its turn that has none now; empty if nobody knows. */
  Optional<Instant> next(List<Pause> pauses, List<Mapping> mappings) {
    return Agenda.next(
        mappings.stream()
            .flatMap(
                m ->
                    List.of(Direction.PULL, Direction.PUSH).stream()
                        .map(d -> due(m, d, pauses, Agenda.Times.KEPT)))
            .toList());
  }
}
