package dev.syncline.engine.live;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.LiveWriter;
import dev.syncline.engine.database.NewHole;
import dev.syncline.engine.database.StreamHole;
import dev.syncline.engine.database.StreamHole.Cause;
import dev.syncline.engine.database.StreamName;
import dev.syncline.engine.database.StreamRecord;
import dev.syncline.engine.database.StreamRecord.State;
import dev.syncline.engine.database.Streams;
import dev.syncline.engine.lease.LeaseKeeper;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.OrgIdentity;
import dev.syncline.engine.stream.ReplayId;
import dev.syncline.engine.stream.StreamFault;
import dev.syncline.engine.stream.StreamStart;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a lane needs to take events in: the right to do so, the subscription, the mappings that take
 * them. Sees to it that every beginning that is not where the stream was left opens a hole first.
 * Used by one thread.
 */
final class LaneHold implements AutoCloseable {
  /** Between two tries to take a stream over that another process has. */
  private static final Duration TAKE_OVER = Duration.ofSeconds(10);

  private static final Set<Cause> BEGINNINGS =
      Set.of(Cause.BEGUN, Cause.REPLAY_REFUSED, Cause.ORG_MOVED);

  private final LiveWork work;
  private final StreamName name;
  private final Coverage coverage;
  private final Set<MappingName> mappings = new HashSet<>();
  private final Admission admission;
  private final Subscription subscription;
  private final Set<MappingName> left = new HashSet<>();
  private @Nullable LeaseKeeper lease;
  private @Nullable LiveWriter writer;
  private @Nullable OrgIdentity identity;
  private Instant nextTry = Instant.MIN;
  private boolean confirmed;

  LaneHold(
      LiveWork work,
      StreamName name,
      Coverage coverage,
      List<ResolvedMapping> mappings,
      Duration delay) {
    this.work = work;
    this.name = name;
    this.coverage = coverage;
    mappings.forEach(m -> this.mappings.add(m.mapping().name()));
    this.admission = new Admission(work, mappings);
    this.subscription = new Subscription(work, name, delay);
    coverage.listen(name, this.mappings);
  }

  Subscription subscription() {
    return subscription;
  }

  Admission admission() {
    return admission;
  }

  Lease lease() {
    return keeper().lease();
  }

  private LeaseKeeper keeper() {
    LeaseKeeper held = lease;
    if (held == null) {
      throw new IllegalStateException("The stream " + name + " is not ours");
    }
    return held;
  }

  LiveWriter writer() {
    LiveWriter open = writer;
    if (open == null) {
      open = work.database().openLiveWriter();
      writer = open;
    }
    return open;
  }

  boolean isUs(RecordId user) {
    OrgIdentity us = identity;
    return us != null && RecordId.parse(us.userId()).filter(user::equals).isPresent();
  }

  /** Whether events can be taken now; waits if it is not yet time for that. */
  boolean ready(Duration patience) throws InterruptedException {
    Duration pause = untilTry();
    if (pause.isPositive()) {
      await(pause, patience);
      return false;
    }
    Duration closed = subscription.isOpen() ? Duration.ZERO : subscription.untilNext();
    if (closed.isPositive()) {
      await(closed, patience);
      return false;
    }
    if (lease == null) {
      acquire();
    }
    keeper().keep();
    admit(false);
    if (!subscription.isOpen()) {
      open();
    }
    return true;
  }

  private Duration untilTry() {
    return nextTry.equals(Instant.MIN)
        ? Duration.ZERO
        : Duration.between(work.pace().clock().instant(), nextTry);
  }

  private void await(Duration pause, Duration patience) throws InterruptedException {
    Duration wait = pause.compareTo(patience) < 0 ? pause : patience;
    if (wait.isPositive()) {
      work.pace().waiter().await(wait);
    }
  }

  /** Takes the stream for this process, and what was left open of it. */
  private void acquire() {
    Duration time = work.settings().times().lease();
    Lease taken = work.database().leases().acquire("live/" + name, time);
    lease = new LeaseKeeper(work.database().leases(), taken, time, work.pace().clock());
    List<StreamHole> open =
        work.database().streams().holes().stream()
            .filter(h -> h.stream().equals(name) && mappings.contains(h.mapping()))
            .toList();
    coverage.replace(name, open);
  }

  /**
   * Looks which mappings take events in. Those that do again, and left some, have a hole.
   *
   * @param now whether to look whatever the time
   */
  void admit(boolean now) {
    if (!admission.look(now)) {
      return;
    }
    List<MappingName> back = admission.mappings().stream().filter(left::contains).sorted().toList();
    if (!back.isEmpty()) {
      coverage.add(streams().open(lease(), name, holes(back, Cause.LEFT)));
      left.removeAll(back);
    }
    coverage.admit(name, admission.mappings());
  }

  /** Events of these mappings came. */
  void met(Collection<MappingName> met) {
    for (MappingName mapping : met) {
      if (admission.mappings().contains(mapping)) {
        coverage.tell(mapping);
      } else {
        left.add(mapping);
      }
    }
  }

  private Streams streams() {
    return work.database().streams();
  }

  private List<NewHole> holes(Collection<MappingName> of, Cause cause) {
    List<NewHole> holes = new ArrayList<>();
    for (MappingName mapping : of) {
      admission
          .completeUntil(mapping)
          .ifPresent(from -> holes.add(new NewHole(mapping, cause, from)));
    }
    return holes;
  }

  private void open() {
    OrgIdentity now = work.org().identity();
    identity = now;
    admit(true);
    Optional<StreamRecord> known = streams().find(name);
    boolean moved =
        known.flatMap(StreamRecord::organization).filter(o -> !o.equals(place(now))).isPresent();
    if (moved) {
      begin(Cause.ORG_MOVED);
    }
    Optional<ReplayId> reached = moved ? Optional.empty() : known.flatMap(StreamRecord::reached);
    if (reached.isEmpty() && !moved) {
      begin(Cause.BEGUN);
    }
    note(State.WAITING, Optional.empty());
    subscription.open(reached.<StreamStart>map(StreamStart.After::new).orElse(StreamStart.NEWEST));
    coverage.opened(name);
  }

  /** Of which org, and which instance of it, replay ids are. */
  private static String place(OrgIdentity identity) {
    return identity.organizationId() + " " + identity.instanceUrl();
  }

  /** The stream begins anew: all mappings have a hole in front of it, and it is stored first. */
  private void begin(Cause cause) {
    List<MappingName> without =
        mappings.stream()
            .filter(m -> BEGINNINGS.stream().noneMatch(c -> coverage.has(m, name, c)))
            .sorted()
            .toList();
    coverage.add(streams().restart(lease(), name, holes(without, cause)));
    mappings.stream().filter(m -> !admission.mappings().contains(m)).forEach(left::add);
  }

  private void note(State state, Optional<Problem> problem) {
    Optional<String> of = Optional.ofNullable(identity).map(LaneHold::place);
    streams().note(lease(), name, of, state, problem);
  }

  /** Something came, so the org has taken the subscription. */
  void confirm() {
    if (!confirmed) {
      confirmed = true;
      note(State.OPEN, Optional.empty());
      coverage.confirm(name);
    }
  }

  /**
   * What was under way has failed. The stream is taken up again where it was stored last.
   *
   * @throws ProblemException the same, if that does not help
   */
  void failed(ProblemException failure) {
    coverage.lose(name);
    confirmed = false;
    closeWriter();
    String code = failure.problem().code();
    if (code.equals(Lease.HELD) || code.equals(Lease.LOST)) {
      subscription.close();
      lease = null;
      nextTry = work.pace().clock().instant().plus(TAKE_OVER);
      return;
    }
    boolean passes =
        switch (failure.errorClass()) {
          case LIMIT, TRANSIENT, ACCESS -> true;
          case DATA, MAPPING, BUG -> !(failure instanceof DatabaseException);
        };
    StreamFault fault = subscription.failed(failure);
    if (!passes) {
      throw failure;
    }
    tell(failure, fault);
  }

  /** Notes why; while the database cannot be reached, that is not noted either. */
  private void tell(ProblemException failure, StreamFault fault) {
    boolean ofOrg = !(failure instanceof DatabaseException);
    if (fault != StreamFault.TRANSIENT && fault != StreamFault.SILENT) {
      work.listener().troubled(failure.problem());
    }
    try {
      if (ofOrg && fault == StreamFault.REPLAY_REFUSED) {
        begin(Cause.REPLAY_REFUSED);
      }
      if (lease != null) {
        note(State.WAITING, Optional.of(failure.problem()));
      }
    } catch (ProblemException e) {
      work.listener().troubled(e.problem());
    }
  }

  private void closeWriter() {
    LiveWriter open = writer;
    writer = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    coverage.lose(name);
    subscription.close();
    closeWriter();
    LeaseKeeper held = lease;
    lease = null;
    if (held != null) {
      try {
        streams().note(held.lease(), name, Optional.empty(), State.CLOSED, Optional.empty());
        work.database().leases().release(held.lease());
      } catch (ProblemException e) {
        work.listener().troubled(e.problem());
      }
    }
  }
}
