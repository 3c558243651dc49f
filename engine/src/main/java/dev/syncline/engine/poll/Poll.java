package dev.syncline.engine.poll;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.ChangeWriter;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.database.PulledPage;
import dev.syncline.engine.database.Watermark;
import dev.syncline.engine.inbound.RecordPlanner;
import dev.syncline.engine.lease.LeaseKeeper;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.merge.RecordMerge;
import dev.syncline.engine.org.ChangeReader;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.FieldName;
import dev.syncline.model.Mapping;
import dev.syncline.model.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Pulls what changed in the org since the mapping's watermark, and the records that its pull queue
 * names. All times are the org's own.
 */
public final class Poll {
  /** Object Reference, "System Fields": indexed, and set by users and automation alike. */
  public static final FieldName STAMP = new FieldName("SystemModstamp");

  /** The lists are cut to the minute. */
  private static final Duration LIST_UNIT = Duration.ofMinutes(1);

  /** Sorts before every record's id. */
  private static final RecordId FIRST_ID = RecordId.of("000000000000000");

  private final Org org;
  private final Database database;
  private final ResolvedMapping mapping;
  private final PollSettings settings;
  private final Pace pace;
  private final StopSignal stop;
  private final RecordQuery query;
  private final RecordPlanner planner;

  private final PullMatching matching;

  private final ReentrantLock turn = new ReentrantLock();
  private final WindowAhead ahead;
  private final OutsideRecords outside;
  private final GoneRecords gone;

  /** The stamp up to which this process has read behind the lists; its second is read again. */
  private volatile Instant tailed = Instant.EPOCH;

  public Poll(
      Org org,
      Database database,
      ResolvedMapping mapping,
      PollSettings settings,
      Pace pace,
      StopSignal stop) {
    this.org = org;
    this.database = database;
    this.mapping = mapping;
    this.settings = settings;
    this.pace = pace;
    this.stop = stop;
    this.planner = new RecordPlanner(database, mapping);
    this.matching = new PullMatching(org, database, mapping, planner);
    this.outside = new OutsideRecords(org, database, mapping, planner);
    this.gone = new GoneRecords(database, mapping);
    this.ahead = new WindowAhead(database::nextToken, window -> org.changes().window(window));
    Mapping said = mapping.mapping();
    this.query =
        new RecordQuery(
            mapping.object().name(), mapping.readFields(), said.where(), said.recordTypes());
  }

  /** What is done under the mapping's lease. */
  @FunctionalInterface
  private interface Work<T> {
    T run(LeaseKeeper lease, ChangeWriter writer);
  }

  /** Threads of one process take turns: the lease is for processes. */
  private <T> T leased(Work<T> work) {
    turn.lock();
    try {
      return underLease(work);
    } finally {
      turn.unlock();
    }
  }

  private <T> T underLease(Work<T> work) {
    Lease lease = database.leases().acquire("pull/" + mapping.mapping().name(), settings.lease());
    try (ChangeWriter writer = database.openChangeWriter(mapping)) {
      return work.run(
          new LeaseKeeper(database.leases(), lease, settings.lease(), pace.clock()), writer);
    } finally {
      database.leases().release(lease);
    }
  }

  /** The mapping's watermark; absent before its first load. */
  public Optional<Watermark> watermark() {
    return database.watermarks().find(mapping.mapping().name());
  }

  /** Sets the watermark: for a first load that began then, or because a person says so. */
  public void begin(Watermark watermark) {
    tailed = Instant.EPOCH;
    leased(
        (lease, _) -> {
          database.watermarks().set(lease.lease(), mapping.mapping().name(), watermark);
          return true;
        });
  }

  /**
   * Pulls what changed since the watermark.
   *
   * @param now the org's time, from an answer of this moment
   * @throws IllegalStateException if the mapping has no watermark
   */
  public PollReport changes(Instant now) {
    return leased(
        (lease, writer) -> {
          Watermark watermark =
              watermark()
                  .orElseThrow(() -> new IllegalStateException("There is no watermark to go by"));
          if (watermark.window().isPresent()) {
            return window(lease, writer, watermark, watermark.window().get());
          }
          return listsCount()
              ? listedAndTail(lease, writer, watermark, now)
              : window(
                  lease,
                  writer,
                  watermark,
                  new Watermark.Position(
                      watermark.updated().minus(settings.overlap()), FIRST_ID, now));
        });
  }

  /** Whether the org's lists tell what has changed, in the mapping's eyes. */
  private boolean listsCount() {
    return mapping.object().replicateable() && mapping.mapping().rules().changeDate().isEmpty();
  }

  /**
   * By the org's lists, which are complete up to the minute, and behind them what has been stamped
   * since: that may not be all of it yet, so the watermark stays. Completeness is the lists' matter
   * alone; so what has been read behind them once is not read with every look.
   */
  private PollReport listedAndTail(
      LeaseKeeper lease, ChangeWriter writer, Watermark watermark, Instant now) {
    boolean minutePassed = !now.isBefore(watermark.updated().plus(LIST_UNIT));
    PollReport listed =
        minutePassed
            ? listed(lease, writer, watermark, now)
            : new PollReport(AppliedPage.NONE, Optional.of(watermark.updated()), true);
    if (!listed.whole() || listed.covered().isEmpty()) {
      return listed;
    }
    AppliedPage tail = tail(lease, writer, listed.covered().get());
    return new PollReport(listed.applied().plus(tail), listed.covered(), !stop.isRequested());
  }

  private AppliedPage tail(LeaseKeeper lease, ChangeWriter writer, Instant from) {
    AppliedPage applied = AppliedPage.NONE;
    Optional<ChangeReader.Window> next = Optional.of(open(later(from, tailed), Optional.empty()));
    while (next.isPresent() && !stop.isRequested()) {
      lease.keep();
      WindowAhead.Read read = ahead.read(next.get());
      outside.notice(next.get(), read.page());
      Optional<ChangeReader.Place> last = read.page().last();
      if (last.isEmpty()) {
        return applied;
      }
      next =
          last.filter(_ -> read.page().more())
              .map(place -> open(place.date(), Optional.of(place.id())));
      next.ifPresent(ahead::begin);
      applied = applied.plus(apply(lease, writer, read, Optional.empty()));
      tailed = last.get().date();
    }
    return applied;
  }

  private ChangeReader.Window open(Instant from, Optional<RecordId> after) {
    return new ChangeReader.Window(query, STAMP, from, after, Optional.empty(), true);
  }

  private AppliedPage apply(
      LeaseKeeper lease, ChangeWriter writer, WindowAhead.Read read, Optional<Watermark> after) {
    queueGone(read.page().gone());
    return writer.apply(
        lease.lease(),
        new PulledPage(
            read.token(),
            planner.keeping(lease).ofPage(read.page().changes()),
            Map.of(),
            List.of(),
            after));
  }

  /** By the org's own lists of what was changed and deleted. */
  private PollReport listed(
      LeaseKeeper lease, ChangeWriter writer, Watermark watermark, Instant now) {
    long token = database.nextToken();
    ChangeReader.Deleted deleted =
        org.changes().deleted(mapping.object().name(), watermark.deleted(), now);
    ChangeReader.Updated updated =
        org.changes().updated(mapping.object().name(), watermark.updated(), now);
    var ids = new LinkedHashSet<>(updated.ids());
    ids.addAll(deleted.ids());
    var after = new Watermark(updated.covered(), deleted.covered(), Optional.empty());
    if (ids.size() > settings.idsAtMost()) {
      var window = new Watermark.Position(watermark.updated(), FIRST_ID, updated.covered());
      AppliedPage gone =
          byIds(
              lease,
              writer,
              deleted.ids(),
              token,
              new Watermark(watermark.updated(), deleted.covered(), Optional.of(window)));
      return new PollReport(gone, Optional.empty(), false);
    }
    if (ids.isEmpty() && after.equals(watermark)) {
      return new PollReport(AppliedPage.NONE, Optional.of(after.updated()), true);
    }
    AppliedPage applied = byIds(lease, writer, List.copyOf(ids), token, after);
    return new PollReport(applied, Optional.of(updated.covered()), !stop.isRequested());
  }

  /** Reads records by their ids; the watermark moves with the last page. */
  private AppliedPage byIds(
      LeaseKeeper lease, ChangeWriter writer, List<RecordId> ids, long token, Watermark after) {
    AppliedPage applied = AppliedPage.NONE;
    int from = 0;
    do {
      if (stop.isRequested()) {
        return applied;
      }
      lease.keep();
      int to = Math.min(ids.size(), from + ChangeReader.MAX_IDS);
      List<RecordId> some = ids.subList(from, to);
      PulledPage page =
          page(lease, token, some, to == ids.size() ? Optional.of(after) : Optional.empty());
      applied = applied.plus(writer.apply(lease.lease(), page));
      from = to;
    } while (from < ids.size());
    return applied;
  }

  /**
   * Deleted records are read again by the queue, children's before parents': were a parent's row
   * removed first, the database's own answer to it would look like a change of its children.
   */
  private void queueGone(Map<RecordId, Optional<RecordId>> gone) {
    if (!gone.isEmpty()) {
      database.pullQueue().add(mapping.mapping().name(), gone.keySet(), PullQueue.Reason.DELETED);
    }
  }

  private PulledPage page(
      LeaseKeeper lease, long token, List<RecordId> ids, Optional<Watermark> after) {
    ChangeReader.Found found =
        ids.isEmpty()
            ? new ChangeReader.Found(List.of(), Map.of(), List.of())
            : org.changes().read(query, ids);
    queueGone(found.gone());
    outside.notice(found.unseen());
    return new PulledPage(
        token, planner.keeping(lease).ofPage(found.present()), Map.of(), found.unseen(), after);
  }

  /** The next page of a window. */
  private PollReport window(
      LeaseKeeper lease, ChangeWriter writer, Watermark watermark, Watermark.Position place) {
    WindowAhead.Read read = ahead.read(closed(place));
    Optional<Watermark.Position> next =
        read.page()
            .last()
            .filter(_ -> read.page().more())
            .map(last -> new Watermark.Position(last.date(), last.id(), place.until()));
    next.map(this::closed).ifPresent(ahead::begin);
    boolean more = next.isPresent();
    Instant updated = more ? watermark.updated() : later(watermark.updated(), place.until());
    Instant deleted = more ? watermark.deleted() : deleted(watermark, place.until());
    var after = new Watermark(updated, deleted, next);
    outside.notice(closed(place), read.page());
    AppliedPage applied = apply(lease, writer, read, Optional.of(after));
    return new PollReport(applied, more ? Optional.empty() : Optional.of(updated), !more);
  }

  private ChangeReader.Window closed(Watermark.Position place) {
    return new ChangeReader.Window(
        query,
        mapping.mapping().rules().changeDate().orElse(STAMP),
        place.date(),
        Optional.of(place.id()).filter(id -> !id.equals(FIRST_ID)),
        Optional.of(place.until().plusSeconds(1)),
        true);
  }

  /**
   * A field of the mapping's own need not be set when a record is deleted, so that only the list
   * tells; how far it does.
   */
  private Instant deleted(Watermark watermark, Instant until) {
    boolean untold = mapping.object().replicateable() && !listsCount();
    if (!untold || until.isBefore(watermark.deleted().plus(LIST_UNIT))) {
      return watermark.deleted();
    }
    ChangeReader.Deleted deleted =
        org.changes().deleted(mapping.object().name(), watermark.deleted(), until);
    if (!deleted.ids().isEmpty()) {
      database.pullQueue().add(mapping.mapping().name(), deleted.ids(), PullQueue.Reason.DELETED);
    }
    return deleted.covered();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * Reads records of the pull queue again and merges them.
   *
   * @return what it came to; {@link AppliedPage#NONE} if none was due
   */
  public AppliedPage queued() {
    if (database.pullQueue().dueCount(mapping.mapping().name()) == 0) {
      return AppliedPage.NONE;
    }
    return leased(
        (lease, writer) -> {
          List<RecordId> due =
              database.pullQueue().due(mapping.mapping().name(), ChangeReader.MAX_IDS);
          if (due.isEmpty()) {
            return AppliedPage.NONE;
          }
          database.pullQueue().defer(mapping.mapping().name(), due, settings.queuePause());
          AppliedPage applied = merge(lease, writer, due);
          database.outbox().releaseRead(mapping, due);
          return applied;
        });
  }

  /**
   * As {@link #queued}, unless another thread of this process is at the mapping.
   *
   * @return empty if one is
   */
  public Optional<AppliedPage> queuedIfFree() {
    if (!turn.tryLock()) {
      return Optional.empty();
    }
    try {
      return Optional.of(queued());
    } finally {
      turn.unlock();
    }
  }

  private AppliedPage merge(LeaseKeeper lease, ChangeWriter writer, List<RecordId> due) {
    long token = database.nextToken();
    ChangeReader.Found found = org.changes().read(query, due);
    var rule = new RecordMerge(mapping);
    AppliedPage applied = AppliedPage.NONE;
    List<PulledPage> pages =
        MatchedPages.of(
            token, found.present(), matching.find(found.present()), planner.keeping(lease));
    for (PulledPage page : pages) {
      lease.keep();
      applied = applied.plus(writer.merge(lease.lease(), page, rule));
    }
    applied = applied.plus(gone.merge(lease, writer, token, found.gone()));
    applied = applied.plus(outside.merge(lease, token, found.unseen()));
    if (!found.unseen().isEmpty()) {
      applied =
          applied.plus(
              writer.apply(
                  lease.lease(),
                  new PulledPage(token, List.of(), Map.of(), found.unseen(), Optional.empty())));
    }
    return applied;
  }
}
