package dev.syncline.engine.live;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.GuardStop;
import dev.syncline.engine.database.LiveCommit;
import dev.syncline.engine.database.LiveOutcome;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.database.StreamName;
import dev.syncline.engine.database.StreamProgress;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.stream.Commit;
import dev.syncline.engine.stream.ReplayId;
import dev.syncline.engine.stream.StreamBatch;
import dev.syncline.engine.stream.StreamEvent;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the events of one channel into the rows of one database. Whatever goes wrong, the stream is
 * taken up again where it was stored last; so nothing in memory matters. Used by one thread.
 */
final class LiveLane implements AutoCloseable {
  /** Between two looks at own changes whose push is not settled. */
  private static final Duration ECHO_LOOK = Duration.ofMillis(250);

  /** So many waits for the rest of a transaction may follow each other. */
  private static final int FOLLOWS = 3;

  private final LiveWork work;
  private final StreamName name;
  private final Coverage coverage;
  private final QueueDrain drain;
  private final EventPlanner planner;
  private final LaneHold hold;
  private final EventBuffer buffer;
  private final Echoes echoes;
  private Instant echoLook = Instant.EPOCH;
  private Optional<ReplayId> quiet = Optional.empty();
  private boolean mayGoOn;

  LiveLane(
      LiveWork work,
      StreamName name,
      Coverage coverage,
      QueueDrain drain,
      List<ResolvedMapping> mappings,
      Duration delay) {
    this.work = work;
    this.name = name;
    this.coverage = coverage;
    this.drain = drain;
    this.planner = new EventPlanner(work, name, coverage, mappings);
    this.hold = new LaneHold(work, name, coverage, mappings, delay);
    this.buffer = new EventBuffer(work.settings().bounds());
    this.echoes = new Echoes(work.settings().bounds().echoes(), work.settings().times().echo());
  }

  /**
   * Waits for events and takes them in.
   *
   * @param patience the longest wait
   * @return whether anything came or was written
   * @throws ProblemException if somebody must act before it can go on
   */
  boolean step(Duration patience) throws InterruptedException {
    try {
      if (!hold.ready(patience)) {
        return false;
      }
      boolean came = gather(patience);
      return write() || came;
    } catch (ProblemException e) {
      forget();
      hold.failed(e);
      return false;
    }
  }

  private void forget() {
    buffer.clear();
    quiet = Optional.empty();
    mayGoOn = false;
  }

  private boolean gather(Duration patience) throws InterruptedException {
    Duration follow = work.settings().times().follow();
    boolean came = false;
    Duration wait = buffer.isEmpty() ? bounded(patience) : follow;
    Optional<Instant> end = Optional.empty();
    mayGoOn = true;
    while (mayGoOn) {
      hold.subscription().request(buffer.room());
      Optional<StreamBatch> batch = hold.subscription().take(wait);
      mayGoOn = batch.isPresent();
      if (batch.isPresent()) {
        came = true;
        hold.confirm();
        buffer.add(batch.get());
        Instant now = work.pace().clock().instant();
        Instant latest = end.orElse(now.plus(follow.multipliedBy(FOLLOWS)));
        end = Optional.of(latest);
        if (buffer.isFull() || buffer.isEmpty() || now.isAfter(latest)) {
          return true;
        }
        wait = follow;
      }
    }
    return came;
  }

  /** Own changes that wait are looked at soon. */
  private Duration bounded(Duration patience) {
    return echoes.isEmpty() || patience.compareTo(ECHO_LOOK) < 0 ? patience : ECHO_LOOK;
  }

  /** Writes what came, as whole transactions. */
  private boolean write() {
    Optional<EventBuffer.Cut> cut = buffer.cut(mayGoOn);
    Instant now = work.pace().clock().instant();
    boolean looks = !echoes.isEmpty() && !now.isBefore(echoLook.plus(ECHO_LOOK));
    if (cut.isPresent() || looks) {
      write(cut, now);
      return true;
    }
    Optional<ReplayId> place = buffer.quietUntil();
    if (place.isPresent() && !place.equals(quiet)) {
      quiet = place;
      commit(sorted(List.of()), Optional.of(progress(place, 0, Optional.empty())));
    }
    return false;
  }

  private void write(Optional<EventBuffer.Cut> cut, Instant now) {
    echoLook = now;
    Sorted sorted = sorted(cut.map(EventBuffer.Cut::events).orElse(List.of()));
    Map<MappingName, Echoes.Due> waited = new HashMap<>();
    for (LiveFields fields : planner.mappings()) {
      MappingName mapping = fields.mapping().mapping().name();
      Echoes.Due due = echoes.take(mapping);
      sorted.addBefore(mapping, due.events());
      waited.put(mapping, due);
    }
    Optional<StreamProgress> progress =
        cut.map(c -> progress(c.reaches(), c.events().size(), sorted.until()));
    LiveOutcome outcome = commit(sorted, progress);
    cut.ifPresent(c -> quiet = c.reaches());
    note(sorted, outcome);
    outcome.aside().forEach((mapping, records) -> wait(mapping, records, sorted, waited));
  }

  private StreamProgress progress(
      Optional<ReplayId> reached, long events, Optional<Instant> until) {
    return new StreamProgress(name, reached, events, until);
  }

  private Sorted sorted(List<StreamEvent> events) {
    var sorted = new Sorted(planner.mappings(), this::isOwn);
    events.forEach(sorted::add);
    return sorted;
  }

  /** Whether we made a transaction: its user is ours, and no other client says that it did. */
  private boolean isOwn(Commit commit) {
    return commit.user().filter(hold::isUs).isPresent()
        && commit.client().filter(c -> !c.equals(work.settings().client())).isEmpty();
  }

  /** A mapping that the guard stops is halted by that: the others go in without it. */
  private LiveOutcome commit(Sorted sorted, Optional<StreamProgress> progress) {
    for (int stopped = 0; ; stopped++) {
      try {
        LiveCommit commit = planner.plan(hold.writer(), sorted, hold.admission(), progress);
        LiveOutcome outcome = hold.writer().commit(hold.lease(), commit);
        coverage.add(outcome.holes());
        return outcome;
      } catch (DatabaseException e) {
        if (!GuardStop.is(e.problem()) || stopped > planner.mappings().size()) {
          throw e;
        }
        work.listener().troubled(e.problem());
        hold.admit(true);
      }
    }
  }

  private void note(Sorted sorted, LiveOutcome outcome) {
    hold.met(sorted.met());
    outcome
        .pages()
        .forEach(
            (mapping, applied) -> {
              work.listener().pulled(mapping, applied);
              if (applied.deferred() > 0) {
                drain.signal(mapping);
              }
            });
  }

  private void wait(
      MappingName mapping,
      Set<RecordId> records,
      Sorted sorted,
      Map<MappingName, Echoes.Due> waited) {
    Instant now = work.pace().clock().instant();
    Map<RecordId, Instant> since =
        Optional.ofNullable(waited.get(mapping)).map(Echoes.Due::since).orElse(Map.of());
    Set<RecordId> read = new LinkedHashSet<>();
    for (RecordId record : records) {
      List<Told> events = new ArrayList<>(sorted.told(mapping).getOrDefault(record, List.of()));
      if (!echoes.add(mapping, record, events, since.getOrDefault(record, now), now)) {
        read.add(record);
      }
    }
    if (!read.isEmpty()) {
      work.database().pullQueue().add(mapping, read, PullQueue.Reason.UNTOLD);
      drain.signal(mapping);
    }
  }

  /** Ends the wait of whoever waits for events; for any thread. */
  void wake() {
    hold.subscription().wake();
  }

  @Override
  public void close() {
    hold.close();
  }
}
