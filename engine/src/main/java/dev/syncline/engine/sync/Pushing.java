package dev.syncline.engine.sync;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.EntryFilter;
import dev.syncline.engine.database.Outbox;
import dev.syncline.engine.database.Outbox.WaitEdge;
import dev.syncline.engine.database.OutboxCounts;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.push.BulkPush;
import dev.syncline.engine.push.DependantSearch;
import dev.syncline.engine.push.Push;
import dev.syncline.engine.push.PushSettings;
import dev.syncline.engine.push.WaitCircles;
import dev.syncline.engine.schedule.Agenda;
import dev.syncline.engine.schedule.Due;
import dev.syncline.engine.schedule.Lane;
import dev.syncline.engine.schedule.LaneOrder;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Direction;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.PushOutcome;
import dev.syncline.model.Retries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Pushes what the outboxes of mappings hold whose turn it is. */
final class Pushing {
  /** The most edges of waiting rows that are looked at together. */
  private static final int MAX_EDGES = 10_000;

  /** The most waiting rows whose parents are looked for in one round. */
  private static final int MAX_LOST = 100;

  private final Database database;
  private final Turns turns;
  private final Stopping stopping;
  private final List<ResolvedMapping> parentsFirst;
  private final List<ResolvedMapping> urgentFirst;
  private final int pagesPerRound;
  private final StopSignal stop;
  private final SyncListener listener;
  private final DependantSearch dependants;
  private final Map<MappingName, Sender> senders = new LinkedHashMap<>();

  /** What pushes one mapping. */
  private record Sender(Push push, BulkPush bulk, PushSettings settings) {}

  Pushing(Working working, Turns turns, List<ResolvedMapping> parentsFirst) {
    this.database = working.database();
    this.turns = turns;
    this.stopping = new Stopping(working);
    this.parentsFirst = parentsFirst;
    this.urgentFirst = LaneOrder.byPriority(parentsFirst);
    this.pagesPerRound = working.settings().pagesPerRound();
    this.stop = working.stop();
    this.listener = working.listener();
    this.dependants = new DependantSearch(database);
    var pushed = new LinkedHashMap<MappingName, ResolvedMapping>();
    for (ResolvedMapping mapping : parentsFirst) {
      if (mapping.mapping().direction().pushes()) {
        pushed.put(mapping.mapping().name(), mapping);
      }
    }
    pushed.forEach((name, mapping) -> senders.put(name, sender(working, mapping, pushed)));
  }

  private static Sender sender(
      Working with, ResolvedMapping mapping, Map<MappingName, ResolvedMapping> pushed) {
    Retries retries = mapping.mapping().rules().timing().retries();
    PushSettings settings = with.settings().push().retrying(retries);
    return new Sender(
        new Push(with.org(), with.database(), mapping, pushed, settings, with.pace(), with.stop()),
        new BulkPush(
            with.org(),
            with.database(),
            mapping,
            Push.creating(pushed),
            settings,
            with.pace(),
            with.stop()),
        settings);
  }

  /** One mapping's turn. */
  private record Turn(ResolvedMapping mapping, Lane lane, Sender sender, Round round) {
    Mapping said() {
      return mapping.mapping();
    }
  }

  private Optional<Turn> turn(ResolvedMapping mapping, Round round) {
    Sender sender = senders.get(mapping.mapping().name());
    return sender == null
        ? Optional.empty()
        : turns
            .lane(mapping.mapping(), Direction.PUSH)
            .map(lane -> new Turn(mapping, lane, sender, round));
  }

  /** Pushes changes, parents first, of the mappings whose turn it is. */
  void changes(Round round) throws InterruptedException {
    for (ResolvedMapping mapping : urgentFirst) {
      Optional<Turn> turn = turn(mapping, round);
      if (turn.isEmpty() || stop.isRequested()) {
        continue;
      }
      if (round.due(mapping.mapping(), Direction.PUSH) instanceof Due.Later(var why, var _)) {
        waits(turn.get(), why);
        continue;
      }
      if (turn.get().lane().live() && !round.mayHaveRows(mapping.mapping())) {
        continue;
      }
      turns.begin(turn.get().lane().name());
      stopping.run(
          round,
          () -> {
            dependants.next(mapping);
            bulk(turn.get());
            pages(turn.get(), Outbox.Which.CHANGES);
            return true;
          });
      if (round.mayHaveLeft(mapping.mapping())) {
        release(mapping);
      }
    }
  }

  /** A lane that has nothing to do misses no turn. */
  private void waits(Turn turn, Due.Why why) {
    boolean misses =
        why != Due.Why.BUDGET
            || database.outbox().counts(turn.said().name()).pending() > 0
            || dependants.isPending(turn.mapping());
    if (misses) {
      turn.round().waits(turn.said(), Direction.PUSH, why);
    }
  }

  private void pages(Turn turn, Outbox.Which which) {
    for (int page = 0; page < pagesPerRound; page++) {
      long left = left(turn);
      if (stop.isRequested() || left == 0 || !turn.round().has(turn.said(), Direction.PUSH)) {
        return;
      }
      int max = (int) Math.min(left, turn.sender().settings().page());
      PushOutcome outcome = turn.sender().push().page(which, max);
      note(turn, outcome);
      if (outcome.rows() < max) {
        return; // what became ready meanwhile gathers until the next round
      }
    }
  }

  /** What a crash left of a job, and what is so much that a job is worth it. */
  private void bulk(Turn turn) throws InterruptedException {
    BulkPush bulk = turn.sender().bulk();
    note(turn, bulk.adopt());
    bulk.jobs(
        new BulkPush.Allowance() {
          @Override
          public boolean allows(int underWay) {
            return left(turn) - underWay >= turn.sender().settings().bulkRows()
                && turn.round().has(turn.said(), Direction.PUSH);
          }

          @Override
          public void carried(PushOutcome outcome) {
            note(turn, outcome);
          }
        });
  }

  /** How many rows the run may still push. */
  private long left(Turn turn) {
    OptionalLong limit = limit(turn);
    return limit.isEmpty()
        ? Long.MAX_VALUE
        : Math.max(0, limit.getAsLong() - turns.rows(turn.lane().name()));
  }

  /** A live lane has no runs of its own; to be asked to run now makes one. */
  private static OptionalLong limit(Turn turn) {
    boolean runs = !turn.lane().live() || turn.round().times() == Agenda.Times.ASKED_NOW;
    return runs ? turn.said().rules().timing().pushLimit() : OptionalLong.empty();
  }

  private void note(Turn turn, PushOutcome outcome) {
    if (outcome.rows() > 0) {
      turns.pushed(turn.lane().name(), outcome.rows());
      turn.round().pushed(outcome);
      listener.pushed(turn.said().name(), outcome);
    }
  }

  /**
   * Lets go of rows whose parents have come, and opens circles of rows that wait for each other.
   */
  private void release(ResolvedMapping mapping) {
    OutboxCounts counts = database.outbox().counts(mapping.mapping().name());
    if (counts.waiting() == 0 || database.outbox().releaseWaiting(mapping) > 0) {
      return;
    }
    var edges = new ArrayList<WaitEdge>();
    for (MappingName name : senders.keySet()) {
      edges.addAll(database.outbox().waits(name, MAX_EDGES));
    }
    for (OutboxEntry.Parent opener : WaitCircles.openers(edges)) {
      database.outbox().split(opener.mapping(), List.of(opener.row()));
    }
    edges.stream().limit(MAX_LOST).filter(this::isInVain).forEach(this::planAgain);
  }

  /** Nobody is at work on the parent: it has gone meanwhile, or its entry was dropped. */
  private boolean isInVain(WaitEdge edge) {
    return database.outbox().count(ofRow(edge.parent())) == 0;
  }

  private void planAgain(WaitEdge edge) {
    database.outbox().retry(ofRow(edge.child()));
  }

  private static EntryFilter ofRow(OutboxEntry.Parent entry) {
    return new EntryFilter(
        entry.mapping(), Optional.empty(), Optional.empty(), Optional.of(entry.row()));
  }

  /**
   * Deletions go last, children's before parents': the org deletes children with their parent, also
   * those that a change was to take away from it.
   */
  void deletions(Round round) throws InterruptedException {
    for (ResolvedMapping mapping : parentsFirst.reversed()) {
      Optional<Turn> turn = turn(mapping, round);
      if (turn.isEmpty()
          || stop.isRequested()
          || (turn.get().lane().live() && !round.mayHaveRows(mapping.mapping()))
          || !round.has(mapping.mapping(), Direction.PUSH)) {
        continue;
      }
      stopping.run(
          round,
          () -> {
            pages(turn.get(), Outbox.Which.DELETIONS);
            return true;
          });
      end(turn.get());
    }
  }

  /** A run is at its end when nothing is ready, or when it has pushed what it may. */
  private void end(Turn turn) {
    OptionalLong limit = limit(turn);
    boolean scheduled = !turn.lane().live() && turn.round().times() == Agenda.Times.KEPT;
    boolean full = left(turn) == 0;
    if (!full && !scheduled) {
      return;
    }
    long ready = full ? database.outbox().counts(turn.said().name()).ready() : ready(turn, 1);
    if (full && ready > 0) {
      var name = turn.lane().name();
      turn.round().limited(name, SyncProblems.pushLimit(name, limit.orElse(0), ready));
    }
    if (scheduled && (full || ready == 0)) {
      turns.end(turn.lane());
    }
  }

  private long ready(Turn turn, int atMost) {
    return database.outbox().ready(turn.said().name(), atMost);
  }

  /** Whether a mapping's outbox holds something that can move and may. */
  boolean hasWork(ResolvedMapping mapping, Round round) {
    Optional<Turn> turn = turn(mapping, round);
    if (turn.isEmpty() || left(turn.get()) == 0 || !round.has(mapping.mapping(), Direction.PUSH)) {
      return false;
    }
    OutboxCounts counts = database.outbox().counts(mapping.mapping().name());
    return counts.ready() + counts.later() + counts.claimed() > 0 || dependants.isPending(mapping);
  }
}
