package dev.syncline.engine.sync;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.Doorbell;
import dev.syncline.engine.database.Pause;
import dev.syncline.engine.schedule.Agenda;
import dev.syncline.engine.schedule.Due;
import dev.syncline.engine.schedule.LaneName;
import dev.syncline.model.Direction;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.PushOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One round as it goes: who has a turn in it, and what it comes to. */
final class Round {
  private final Turns turns;
  private final Agenda.Times times;
  private final Direction ways;
  private final Map<LaneName, Problem> limited = new LinkedHashMap<>();
  private final Set<MappingName> halted = new TreeSet<>();
  private Optional<Problem> trouble = Optional.empty();
  private AppliedPage pulled = AppliedPage.NONE;
  private PushOutcome pushed = PushOutcome.NONE;
  private final List<Problem> stops = new ArrayList<>();
  private boolean whole = true;
  private List<Pause> pauses = List.of();
  private Optional<Doorbell.Look> seen = Optional.empty();
  private Set<MappingName> left = Set.of();

  Round(Turns turns, Agenda.Times times, Direction ways) {
    this.turns = turns;
    this.times = times;
    this.ways = ways;
  }

  /** From now on these hold. */
  void heed(List<Pause> active) {
    pauses = List.copyOf(active);
  }

  /**
   * Queues that held nothing at this look are passed over.
   *
   * @param leftBehind the mappings with something that nobody may be at work on any more
   */
  void see(Doorbell.Look look, Set<MappingName> leftBehind) {
    seen = Optional.of(look);
    left = Set.copyOf(leftBehind);
  }

  /** No queue is passed over any more. */
  void seeAll() {
    seen = Optional.empty();
  }

  /** Whether a mapping's outbox may hold something to do. */
  boolean mayHaveRows(Mapping mapping) {
    return mayHaveLeft(mapping) || seen.orElseThrow().rows().contains(mapping.name());
  }

  /** Whether something of a mapping may be left that nobody is at work on. */
  boolean mayHaveLeft(Mapping mapping) {
    return seen.isEmpty() || left.contains(mapping.name());
  }

  /** Whether a mapping's pull queue may hold something to do. */
  boolean mayHaveRecords(Mapping mapping) {
    return seen.isEmpty() || seen.get().records().contains(mapping.name());
  }

  Agenda.Times times() {
    return times;
  }

  /** Which ways are gone. */
  Direction ways() {
    return ways;
  }

  /** Whether one way of a mapping has its turn now. */
  boolean has(Mapping mapping, Direction direction) {
    return due(mapping, direction) instanceof Due.Now;
  }

  /** Whether one way of a mapping has its turn now, and why not. */
  Due due(Mapping mapping, Direction direction) {
    return turns.due(mapping, direction, pauses, times);
  }

  /** When the next lane has its turn that has none now; empty if nobody knows. */
  Optional<Instant> next(List<Mapping> mappings) {
    return turns.next(pauses, mappings);
  }

  /** Whether records that somebody waits for may be read. */
  boolean mayRead(Mapping mapping) {
    if (turns.spent()) {
      return false;
    }
    return switch (due(mapping, Direction.PULL)) {
      case Due.Now _ -> true;
      case Due.Later(Due.Why why, var _) ->
          switch (why) {
            case OFF, SCHEDULE -> true;
            case PAUSED -> false;
            case OFF_HOURS, BUDGET -> has(mapping, Direction.PUSH);
          };
    };
  }

  /** Notes why a lane that had something to do had no turn. */
  void waits(Mapping mapping, Direction direction, Due.Why why) {
    switch (why) {
      case PAUSED, OFF_HOURS -> halted.add(mapping.name());
      case BUDGET -> {
        var lane = new LaneName(mapping.name(), direction);
        turns.budget().ifPresent(budget -> limited(lane, SyncProblems.budget(lane, budget)));
      }
      case OFF, SCHEDULE -> {
        // It is as it should be.
      }
    }
  }

  void limited(LaneName lane, Problem problem) {
    limited.putIfAbsent(lane, problem);
  }

  void pulled(AppliedPage page) {
    pulled = pulled.plus(page);
  }

  void pushed(PushOutcome outcome) {
    pushed = pushed.plus(outcome);
  }

  /** The guard has stopped a lane: it takes no part any more. */
  void stopped(Problem problem) {
    stops.add(problem);
  }

  /** Something that was begun is not at its end. */
  void cutShort() {
    whole = false;
  }

  void troubled(Problem problem) {
    trouble = Optional.of(problem);
    whole = false;
  }

  /** The lanes that a limit kept from their turn, and why. */
  Map<LaneName, Problem> limited() {
    return limited;
  }

  /** How many rows were claimed so far. */
  long rows() {
    return pushed.rows();
  }

  SyncRound result() {
    List<Problem> troubles = new ArrayList<>(stops);
    trouble.ifPresent(troubles::add);
    return new SyncRound(pulled, pushed, whole, troubles, List.copyOf(limited.values()), halted);
  }
}
