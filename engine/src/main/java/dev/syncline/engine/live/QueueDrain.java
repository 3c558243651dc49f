package dev.syncline.engine.live;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.GuardStop;
import dev.syncline.engine.poll.Poll;
import dev.syncline.model.MappingName;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the records at once that events sent to pull queues. What it leaves, since a poll has the
 * mapping or since it is not yet due, the rounds of the sync read.
 */
final class QueueDrain {
  private final LiveWork work;
  private final Coverage coverage;
  private final Map<MappingName, Poll> polls = new LinkedHashMap<>();
  private final Set<MappingName> signalled = ConcurrentHashMap.newKeySet();
  private int troubles;
  private Instant restsUntil = Instant.MIN;

  /**
   * @param childrenFirst by the names of mappings, which are read in this order
   */
  QueueDrain(LiveWork work, Coverage coverage, Map<MappingName, Poll> childrenFirst) {
    this.work = work;
    this.coverage = coverage;
    this.polls.putAll(childrenFirst);
  }

  /** Records of a mapping are to be read. */
  void signal(MappingName mapping) {
    signalled.add(mapping);
  }

  /**
   * Reads a page of each mapping that has one.
   *
   * @return whether anything was read
   * @throws ProblemException if somebody must act before it can go on
   */
  boolean step() {
    boolean read = false;
    if (work.pace().clock().instant().isBefore(restsUntil)) {
      return false;
    }
    for (MappingName mapping : List.copyOf(polls.keySet())) {
      Poll poll = polls.get(mapping);
      if (poll != null && signalled.contains(mapping) && coverage.isReadable(mapping)) {
        read = read(mapping, poll) || read;
      }
    }
    return read;
  }

  private boolean read(MappingName mapping, Poll poll) {
    signalled.remove(mapping);
    try {
      Optional<AppliedPage> applied = poll.queuedIfFree();
      troubles = 0;
      boolean read = applied.filter(a -> !a.equals(AppliedPage.NONE)).isPresent();
      if (read || applied.isEmpty()) {
        signal(mapping);
      }
      applied.filter(_ -> read).ifPresent(a -> work.listener().pulled(mapping, a));
      return read;
    } catch (ProblemException e) {
      troubled(mapping, e);
      return false;
    }
  }

  private void troubled(MappingName mapping, ProblemException e) {
    if (e instanceof DatabaseException && GuardStop.is(e.problem())) {
      work.listener().troubled(e.problem());
      return;
    }
    switch (e.errorClass()) {
      case LIMIT, TRANSIENT, ACCESS -> {
        troubles++;
        signal(mapping);
        Duration pause = work.settings().retry().pauseAfter(troubles, work.pace().random());
        restsUntil = work.pace().clock().instant().plus(pause);
      }
      case DATA, MAPPING, BUG -> throw e;
    }
  }
}
