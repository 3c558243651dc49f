package dev.syncline.engine.sync;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Outbox;
import dev.syncline.engine.database.Outbox.WaitEdge;
import dev.syncline.engine.database.OutboxCounts;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.database.Pause;
import dev.syncline.engine.database.Watermark;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.poll.Poll;
import dev.syncline.engine.poll.PollReport;
import dev.syncline.engine.push.BulkPush;
import dev.syncline.engine.push.Push;
import dev.syncline.engine.push.WaitCircles;
import dev.syncline.engine.refresh.Refresh;
import dev.syncline.engine.refresh.RefreshOrder;
import dev.syncline.engine.refresh.RefreshReport;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Direction;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.PushOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps the mappings between one org and one database in step. A round pulls what changed, parents
 * first, and pushes what the outboxes hold. Everything that must survive is in the database: this
 * object can be thrown away at any moment and another take its place.
 */
public final class Sync {
  /** The most edges of waiting rows that are looked at together. */
  private static final int MAX_EDGES = 10_000;

  private final Org org;
  private final Database database;
  private final SyncSettings settings;
  private final Pace pace;
  private final StopSignal stop;
  private final SyncListener listener;
  private final List<ResolvedMapping> mappings;
  private final Map<MappingName, Poll> polls = new LinkedHashMap<>();
  private final Map<MappingName, Push> pushes = new LinkedHashMap<>();
  private final Map<MappingName, BulkPush> bulks = new LinkedHashMap<>();
  private int troubles;
  private Optional<Instant> restsUntil = Optional.empty();

  /**
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
    this.org = org;
    this.database = database;
    this.settings = settings;
    this.pace = pace;
    this.stop = stop;
    this.listener = listener;
    this.mappings = RefreshOrder.parentsFirst(mappings);
    var pushed = new LinkedHashMap<MappingName, ResolvedMapping>();
    for (ResolvedMapping mapping : this.mappings) {
      if (mapping.mapping().direction().pushes()) {
        pushed.put(mapping.mapping().name(), mapping);
      }
    }
    for (ResolvedMapping mapping : this.mappings) {
      polls.put(
          mapping.mapping().name(), new Poll(org, database, mapping, settings.poll(), pace, stop));
    }
    pushed.forEach(
        (name, mapping) -> {
          pushes.put(name, new Push(org, database, mapping, pushed, settings.push(), pace, stop));
          bulks.put(
              name,
              new BulkPush(org, database, mapping, pushed.keySet(), settings.push(), pace, stop));
        });
  }

  /**
   * One round over all mappings.
   *
   * @param withPolls whether the org is asked what changed; queues are worked on in any case
   */
  public SyncRound round(boolean withPolls) throws InterruptedException {
    return round(Direction.BOTH, withPolls);
  }

  private SyncRound round(Direction ways, boolean withPolls) throws InterruptedException {
    Instant now = pace.clock().instant();
    if (restsUntil.filter(now::isBefore).isPresent()) {
      return new SyncRound(AppliedPage.NONE, PushOutcome.NONE, false, List.of(), Set.of());
    }
    restsUntil = Optional.empty();
    var round = new Tally();
    try {
      List<Pause> pauses = database.pauses().active();
      if (withPolls) {
        pull(pauses, round);
      }
      queues(pauses, round);
      if (ways.pushes()) {
        push(pauses, round);
        pushDeletions(pauses, round);
        queues(pauses, round);
      }
      troubles = 0;
    } catch (ProblemException e) {
      switch (e.errorClass()) {
        case LIMIT, TRANSIENT, ACCESS -> rest(e.problem(), round);
        case DATA, MAPPING, BUG -> throw e;
      }
    }
    return round.round();
  }

  /** The org or the database is left alone for a while; nothing has lost an attempt. */
  private void rest(Problem problem, Tally round) {
    troubles++;
    Duration pause = settings.trouble().pauseAfter(troubles, pace.random());
    restsUntil = Optional.of(pace.clock().instant().plus(pause));
    round.troubles.add(problem);
    round.whole = false;
    listener.troubled(problem);
  }

  /** Adds up a round. */
  private static final class Tally {
    private AppliedPage pulled = AppliedPage.NONE;
    private PushOutcome pushed = PushOutcome.NONE;
    private boolean whole = true;
    private final List<Problem> troubles = new ArrayList<>();
    private final Set<MappingName> halted = new TreeSet<>();

    SyncRound round() {
      return new SyncRound(pulled, pushed, whole, troubles, halted);
    }
  }

  private void pull(List<Pause> pauses, Tally round) throws InterruptedException {
    Instant now = org.changes().now();
    for (ResolvedMapping mapping : mappings) {
      boolean pulls = mapping.mapping().direction().pulls();
      if (!pulls || stop.isRequested()) {
        continue;
      }
      if (Halts.pull(pauses, mapping.mapping())) {
        round.halted.add(mapping.mapping().name());
        continue;
      }
      Poll poll = polls(mapping);
      if (poll.watermark().isEmpty()) {
        load(mapping, poll, round);
        now = org.changes().now();
      }
      changes(mapping, poll, now, round);
    }
  }

  private Poll polls(ResolvedMapping mapping) {
    Poll poll = polls.get(mapping.mapping().name());
    if (poll == null) {
      throw new IllegalStateException(mapping.mapping().name() + " is not of this sync");
    }
    return poll;
  }

  /** Reads all records once; the watermark is from before that. */
  private void load(ResolvedMapping mapping, Poll poll, Tally round) throws InterruptedException {
    Instant before = org.changes().now();
    var refresh = new Refresh(org, database, settings.refresh(), pace, listener.refresh(), stop);
    RefreshReport report = refresh.run(mapping, false);
    PullOutcome outcome = report.outcome();
    round.pulled = round.pulled.plus(new AppliedPage(outcome, 0, 0));
    if (report.completed()) {
      poll.begin(Watermark.at(before));
    }
  }

  private void changes(ResolvedMapping mapping, Poll poll, Instant now, Tally round) {
    while (poll.watermark().isPresent() && !stop.isRequested()) {
      PollReport report = poll.changes(now);
      note(mapping, report.applied(), round);
      if (report.whole()) {
        return;
      }
    }
    round.whole = false;
  }

  private void note(ResolvedMapping mapping, AppliedPage applied, Tally round) {
    round.pulled = round.pulled.plus(applied);
    listener.pulled(mapping.mapping().name(), applied);
  }

  private void push(List<Pause> pauses, Tally round) throws InterruptedException {
    for (ResolvedMapping mapping : mappings) {
      Push push = pushes.get(mapping.mapping().name());
      if (push == null || stop.isRequested()) {
        continue;
      }
      if (Halts.push(pauses, mapping.mapping())) {
        round.halted.add(mapping.mapping().name());
        continue;
      }
      bulk(mapping, round);
      for (int page = 0; page < settings.pagesPerRound() && !stop.isRequested(); page++) {
        PushOutcome outcome = push.page(Outbox.Which.CHANGES, settings.push().page());
        if (outcome.rows() == 0) {
          break;
        }
        note(mapping, outcome, round);
      }
      release(mapping);
    }
  }

  /** What a crash left of a job, and what is so much that a job is worth it. */
  private void bulk(ResolvedMapping mapping, Tally round) throws InterruptedException {
    BulkPush bulk = bulks.get(mapping.mapping().name());
    if (bulk == null) {
      return;
    }
    note(mapping, bulk.adopt(), round);
    PushOutcome outcome = bulk.job();
    while (outcome.written() > 0 && !stop.isRequested()) {
      note(mapping, outcome, round);
      outcome = bulk.job();
    }
    note(mapping, outcome, round);
  }

  private void note(ResolvedMapping mapping, PushOutcome outcome, Tally round) {
    if (outcome.rows() > 0) {
      round.pushed = round.pushed.plus(outcome);
      listener.pushed(mapping.mapping().name(), outcome);
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
    for (MappingName name : pushes.keySet()) {
      edges.addAll(database.outbox().waits(name, MAX_EDGES));
    }
    for (OutboxEntry.Parent opener : WaitCircles.openers(edges)) {
      database.outbox().split(opener.mapping(), List.of(opener.row()));
    }
  }

  /**
   * Deletions go last, children's before parents': the org deletes children with their parent, also
   * those that a change was to take away from it.
   */
  private void pushDeletions(List<Pause> pauses, Tally round) {
    for (ResolvedMapping mapping : mappings.reversed()) {
      Push push = pushes.get(mapping.mapping().name());
      if (push == null || Halts.push(pauses, mapping.mapping())) {
        continue;
      }
      for (int page = 0; page < settings.pagesPerRound() && !stop.isRequested(); page++) {
        PushOutcome outcome = push.page(Outbox.Which.DELETIONS, settings.push().page());
        if (outcome.rows() == 0) {
          break;
        }
        note(mapping, outcome, round);
      }
    }
  }

  private void queues(List<Pause> pauses, Tally round) {
    for (ResolvedMapping mapping : mappings.reversed()) {
      if (stop.isRequested() || Halts.pull(pauses, mapping.mapping())) {
        continue;
      }
      Poll poll = polls(mapping);
      AppliedPage applied = poll.queued();
      while (!applied.equals(AppliedPage.NONE)) {
        note(mapping, applied, round);
        applied = stop.isRequested() ? AppliedPage.NONE : poll.queued();
      }
    }
  }

  /**
   * Whether queues hold something that can still move: entries that wait for a parent that does not
   * come, or that are parked, cannot.
   */
  public boolean hasWork() {
    return hasWork(Direction.BOTH);
  }

  private boolean hasWork(Direction ways) {
    return restsUntil.isPresent() || mappings.stream().anyMatch(m -> hasWork(m, ways));
  }

  private boolean hasWork(ResolvedMapping mapping, Direction ways) {
    List<Pause> pauses = database.pauses().active();
    Mapping said = mapping.mapping();
    if (!Halts.pull(pauses, said) && database.pullQueue().count(said.name()) > 0) {
      return true;
    }
    boolean pushed = ways.pushes() && pushes.containsKey(said.name());
    if (!pushed || Halts.push(pauses, said)) {
      return false;
    }
    OutboxCounts counts = database.outbox().counts(said.name());
    return counts.ready() + counts.later() + counts.claimed() > 0;
  }

  /** Waits until it is worth going round again, at most {@link SyncSettings#nap}. */
  public void nap() throws InterruptedException {
    Instant now = pace.clock().instant();
    Duration rest = restsUntil.map(until -> Duration.between(now, until)).orElse(settings.nap());
    Duration pause = rest.compareTo(settings.nap()) < 0 ? rest : settings.nap();
    pace.waiter().await(pause.isPositive() ? pause : Duration.ofMillis(1));
  }

  /**
   * Goes round until both sides are quiet: nothing was moved in a whole round and no queue holds
   * what could move.
   *
   * @param ways pulling alone leaves the outboxes as they are; pushing alone asks the org for no
   *     changes, but reads the records that are in the way of a push
   * @param patience by this machine's clock, the longest it may take
   * @return all rounds together; not {@link SyncRound#whole} if patience ran out or a stop came
   */
  public SyncRound untilIdle(Direction ways, Duration patience) throws InterruptedException {
    Instant end = pace.clock().instant().plus(patience);
    var total = new SyncRound(AppliedPage.NONE, PushOutcome.NONE, true, List.of(), Set.of());
    while (!stop.isRequested() && pace.clock().instant().isBefore(end)) {
      SyncRound round = round(ways, ways.pulls());
      total =
          new SyncRound(
              total.pulled().plus(round.pulled()),
              total.pushed().plus(round.pushed()),
              true,
              round.troubles(),
              round.halted());
      if (round.quiet() && !hasWork(ways)) {
        return total;
      }
      if (!round.moved()) {
        nap();
      }
    }
    return new SyncRound(total.pulled(), total.pushed(), false, total.troubles(), total.halted());
  }
}
