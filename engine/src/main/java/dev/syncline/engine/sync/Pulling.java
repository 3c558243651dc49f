package dev.syncline.engine.sync;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.StreamHole;
import dev.syncline.engine.database.Watermark;
import dev.syncline.engine.live.Coverage;
import dev.syncline.engine.live.Live;
import dev.syncline.engine.live.LiveListener;
import dev.syncline.engine.live.LiveSettings;
import dev.syncline.engine.live.LiveWork;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.ChangeReader;
import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.poll.Poll;
import dev.syncline.engine.poll.PollReport;
import dev.syncline.engine.refresh.Refresh;
import dev.syncline.engine.refresh.RefreshReport;
import dev.syncline.engine.schedule.Due;
import dev.syncline.engine.schedule.Lane;
import dev.syncline.engine.schedule.LaneName;
import dev.syncline.engine.schedule.LaneOrder;
import dev.syncline.model.Direction;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.PullOutcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Polls mappings whose turn it is, and reads the records that their pull queues name. */
final class Pulling {
  private final Working working;
  private final Turns turns;
  private final Stopping stopping;
  private final List<ResolvedMapping> parentsFirst;
  private final List<ResolvedMapping> urgentFirst;
  private final Map<MappingName, Poll> polls = new LinkedHashMap<>();

  Pulling(Working working, Turns turns, List<ResolvedMapping> parentsFirst) {
    this.working = working;
    this.turns = turns;
    this.stopping = new Stopping(working);
    this.parentsFirst = parentsFirst;
    this.urgentFirst = LaneOrder.byPriority(parentsFirst);
    for (ResolvedMapping mapping : parentsFirst) {
      polls.put(
          mapping.mapping().name(),
          new Poll(
              working.org(),
              working.database(),
              mapping,
              working.settings().poll(),
              working.pace(),
              working.stop()));
    }
  }

  private Poll poll(ResolvedMapping mapping) {
    Poll poll = polls.get(mapping.mapping().name());
    if (poll == null) {
      throw new IllegalStateException(mapping.mapping().name() + " is not of this sync");
    }
    return poll;
  }

  /** Asks the org what changed, for the mappings whose turn it is. */
  void changes(Round round) throws InterruptedException {
    Optional<Instant> now = Optional.empty();
    for (ResolvedMapping mapping : urgentFirst) {
      Optional<Lane> lane = turns.lane(mapping.mapping(), Direction.PULL);
      if (lane.isEmpty() || working.stop().isRequested()) {
        continue;
      }
      if (round.due(mapping.mapping(), Direction.PULL) instanceof Due.Later(var why, var _)) {
        round.waits(mapping.mapping(), Direction.PULL, why);
        continue;
      }
      turns.begin(lane.get().name());
      Instant from = now.orElseGet(() -> working.org().changes().now());
      now = stopping.run(round, () -> one(mapping, from, round)).orElse(Optional.empty());
      turns.charge(lane.get().name());
      if (now.isPresent()) {
        turns.end(lane.get());
      } else {
        round.cutShort();
        now = Optional.of(from);
      }
    }
  }

  /**
   * Pulls what changed of one mapping, and reads over what its streams have left open.
   *
   * @return the org's time as it was known last; empty if the end was not reached
   */
  private Optional<Instant> one(ResolvedMapping mapping, Instant now, Round round)
      throws InterruptedException {
    MappingName name = mapping.mapping().name();
    Coverage.Repair repair = working.coverage().begin(name);
    boolean holed = !repair.holes().isEmpty();
    Instant until = holed ? working.org().changes().now() : now;
    Polled polled = Polled.NOTHING;
    try {
      polled = one(mapping, until, round, repair.readsAll());
    } finally {
      List<StreamHole> closed = working.coverage().end(repair, until, polled.covered());
      if (!closed.isEmpty()) {
        working.database().streams().close(closed);
      }
    }
    if (working.coverage().polled(name, polled.found())) {
      working.listener().troubled(SyncProblems.untold(name));
    }
    return polled.until();
  }

  /**
   * What asking came to.
   *
   * @param until the org's time as it was known last; empty if the end was not reached
   * @param covered until when all was read
   * @param found whether rows were changed
   */
  private record Polled(Optional<Instant> until, Optional<Instant> covered, boolean found) {
    static final Polled NOTHING = new Polled(Optional.empty(), Optional.empty(), false);
  }

  /** One that was left for so long that the org has forgotten deletions is read as a whole. */
  private Polled one(ResolvedMapping mapping, Instant now, Round round, boolean all)
      throws InterruptedException {
    Poll poll = poll(mapping);
    Instant until = now;
    if (all || poll.watermark().isEmpty()) {
      if (!load(mapping, poll, round)) {
        return Polled.NOTHING;
      }
      until = working.org().changes().now();
    }
    try {
      return changes(mapping, poll, until, round);
    } catch (OrgException e) {
      if (!e.problem().code().equals(ChangeReader.WINDOW_OLD)) {
        throw e;
      }
      load(mapping, poll, round);
      return changes(mapping, poll, working.org().changes().now(), round);
    }
  }

  private Polled changes(ResolvedMapping mapping, Poll poll, Instant until, Round round) {
    boolean found = false;
    while (poll.watermark().isPresent()
        && !working.stop().isRequested()
        && round.has(mapping.mapping(), Direction.PULL)) {
      PollReport report = poll.changes(until);
      note(mapping, report.applied(), round);
      PullOutcome outcome = report.applied().outcome();
      found = found || outcome.inserted() + outcome.updated() + outcome.deleted() > 0;
      if (report.whole()) {
        return new Polled(Optional.of(until), report.covered(), found);
      }
    }
    return new Polled(Optional.empty(), Optional.empty(), found);
  }

  /**
   * Reads all records once; the watermark is from before that.
   *
   * @return whether the end was reached
   */
  private boolean load(ResolvedMapping mapping, Poll poll, Round round)
      throws InterruptedException {
    Instant began = working.pace().clock().instant();
    Instant before = working.org().changes().now();
    var refresh =
        new Refresh(
            working.org(),
            working.database(),
            working.settings().refresh(),
            working.pace(),
            working.listener().refresh(),
            working.stop());
    RefreshReport report = refresh.run(mapping, false);
    round.pulled(new AppliedPage(report.outcome(), 0, 0));
    if (report.completed()) {
      poll.begin(Watermark.at(before));
      turns.ran(turns.rereadLane(mapping.mapping()), began);
    }
    return report.completed();
  }

  private void note(ResolvedMapping mapping, AppliedPage applied, Round round) {
    round.pulled(applied);
    working.listener().pulled(mapping.mapping().name(), applied);
  }

  /** Reads the records that the pull queues name, children's before parents'. */
  void queues(Round round) throws InterruptedException {
    for (ResolvedMapping mapping : parentsFirst.reversed()) {
      var lane = new LaneName(mapping.mapping().name(), Direction.PULL);
      AppliedPage applied = AppliedPage.NONE;
      do {
        if (working.stop().isRequested()
            || !round.mayHaveRecords(mapping.mapping())
            || !round.mayRead(mapping.mapping())) {
          break;
        }
        applied = stopping.run(round, () -> poll(mapping).queued()).orElse(AppliedPage.NONE);
        if (!applied.equals(AppliedPage.NONE)) {
          turns.charge(lane);
          note(mapping, applied, round);
        }
      } while (!applied.equals(AppliedPage.NONE));
    }
  }

  /** Tells those who take events in whose records they may read at once. */
  void publish(Round round) {
    working
        .coverage()
        .readable(
            parentsFirst.stream()
                .map(ResolvedMapping::mapping)
                .filter(round::mayRead)
                .map(Mapping::name)
                .collect(Collectors.toSet()));
  }

  /** What takes events in, and shares the polls with this. */
  Live live(LiveSettings settings) {
    return Live.of(
        new LiveWork(
            working.org(),
            working.database(),
            settings,
            working.pace(),
            working.stop(),
            new LiveListener() {
              @Override
              public void pulled(MappingName mapping, AppliedPage page) {
                working.listener().pulled(mapping, page);
              }

              @Override
              public void troubled(Problem problem) {
                working.listener().troubled(problem);
              }
            }),
        working.coverage(),
        parentsFirst,
        polls);
  }

  /** Whether a mapping's queue holds something that may be read. */
  boolean hasWork(Mapping mapping, Round round) {
    return round.mayRead(mapping) && working.database().pullQueue().count(mapping.name()) > 0;
  }
}
