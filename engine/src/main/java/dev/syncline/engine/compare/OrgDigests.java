package dev.syncline.engine.compare;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.CompareSession;
import dev.syncline.engine.database.CompareSession.Digested;
import dev.syncline.engine.lease.LeaseKeeper;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.PageRef;
import dev.syncline.engine.org.ReadingMethod;
import dev.syncline.engine.org.ReadingState;
import dev.syncline.engine.org.RecordPage;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.org.RecordReading;
import dev.syncline.engine.refresh.ReadingChoice;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.MappingName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads all records of a mapping and stages their digests: several pages are read at a time, and
 * none is held as a whole.
 */
final class OrgDigests {
  private static final Duration FIRST_POLL = Duration.ofMillis(100);

  private final Comparing with;
  private final ResolvedMapping mapping;
  private final ComparedFields fields;
  private final RecordQuery query;
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong announced = new AtomicLong(-1);

  OrgDigests(Comparing with, ResolvedMapping mapping, ComparedFields fields, RecordQuery query) {
    this.with = with;
    this.mapping = mapping;
    this.fields = fields;
    this.query = query;
  }

  /**
   * Stages a digest of each record.
   *
   * @return how many there are; empty when a stop came
   */
  OptionalLong stage(CompareSession session, LeaseKeeper lease) throws InterruptedException {
    long count = with.called(1).org().count(query);
    ReadingMethod method =
        ReadingChoice.choose(false, count, with.org().budget(), with.settings().restBelow());
    RecordReading reading = with.called(1).org().startReading(query, method);
    try {
      if (!awaitReady(reading, lease)) {
        return OptionalLong.empty();
      }
      read(reading, session, lease, method);
    } finally {
      with.called(method == ReadingMethod.BULK ? 1 : 0);
      reading.release();
    }
    if (with.stop().isRequested()) {
      return OptionalLong.empty();
    }
    long said = announced.get();
    if (said >= 0 && said != records.get()) {
      throw new OrgException(CompareProblems.wrongTotal(name(), said, records.get()));
    }
    return OptionalLong.of(records.get());
  }

  private MappingName name() {
    return mapping.mapping().name();
  }

  private boolean awaitReady(RecordReading reading, LeaseKeeper lease) throws InterruptedException {
    Duration pause = FIRST_POLL;
    while (!with.stop().isRequested()) {
      lease.keep();
      with.called(1);
      switch (reading.state()) {
        case ReadingState.Ready ready -> {
          announce(ready.records());
          return true;
        }
        case ReadingState.Failed failed -> throw new OrgException(failed.problem());
        case ReadingState.Preparing _ ->
            with.listener().progressed(name(), CompareListener.Phase.PREPARING, 0);
      }
      with.pace().waiter().await(pause);
      Duration doubled = pause.multipliedBy(2);
      Duration longest = with.settings().longestPoll();
      pause = doubled.compareTo(longest) < 0 ? doubled : longest;
    }
    return false;
  }

  private void announce(OptionalLong total) {
    total.ifPresent(announced::set);
  }

  private void read(
      RecordReading reading, CompareSession session, LeaseKeeper lease, ReadingMethod method) {
    int readers = method == ReadingMethod.REST ? 1 : with.settings().readers();
    var supply = new PageSupply(reading);
    var feed = new DigestFeed(readers);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      threads.add(
          Thread.ofVirtual()
              .name("compare-" + name() + "-" + i)
              .start(() -> readPages(reading, supply, feed, lease)));
    }
    try {
      session.stage(feed);
    } finally {
      supply.close();
      feed.close();
      threads.forEach(Thread::interrupt);
    }
  }

  private void readPages(
      RecordReading reading, PageSupply supply, DigestFeed feed, LeaseKeeper lease) {
    try {
      var pages = new PageDigests(reading, feed, lease);
      for (Optional<PageRef> page = supply.take(); page.isPresent(); page = supply.take()) {
        supply.read(pages.read(page.get()));
        if (with.stop().isRequested()) {
          supply.close();
        }
      }
    } catch (ProblemException e) {
      feed.fail(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      feed.fail(CompareProblems.defect(name(), e));
    } finally {
      supply.close();
      feed.done();
    }
  }

  /** One reader's pages. A page that failed half-way is read again behind what was handed on. */
  private final class PageDigests {
    private final RecordReading reading;
    private final DigestFeed feed;
    private final LeaseKeeper lease;
    private final RecordDigest digest = new RecordDigest();
    private long handedOn;

    PageDigests(RecordReading reading, DigestFeed feed, LeaseKeeper lease) {
      this.reading = reading;
      this.feed = feed;
      this.lease = lease;
    }

    Optional<PageRef> read(PageRef page) throws InterruptedException {
      handedOn = 0;
      for (int attempt = 1; ; attempt++) {
        with.called(1);
        try (RecordPage opened = reading.open(page)) {
          handOn(opened);
          announce(opened.total());
          return opened.nextPage();
        } catch (ProblemException e) {
          boolean again =
              e.errorClass() == ErrorClass.TRANSIENT
                  && !e.problem().code().equals("READING-GONE")
                  && with.settings().pageRetries().allowsAfter(attempt);
          if (!again) {
            throw e;
          }
          with.pace()
              .waiter()
              .await(with.settings().pageRetries().pauseAfter(attempt, with.pace().random()));
        }
      }
    }

    private void handOn(RecordPage page) throws InterruptedException {
      List<Digested> batch = new ArrayList<>(DigestFeed.BATCH);
      long seen = 0;
      while (page.hasNext()) {
        var record = page.next();
        if (++seen <= handedOn) {
          continue;
        }
        batch.add(digest.of(record.id(), fields.ofRecord(record)));
        if (batch.size() == DigestFeed.BATCH) {
          handOn(batch);
          batch = new ArrayList<>(DigestFeed.BATCH);
        }
      }
      handOn(batch);
    }

    private void handOn(List<Digested> batch) throws InterruptedException {
      lease.keep();
      feed.put(batch);
      handedOn += batch.size();
      with.listener()
          .progressed(name(), CompareListener.Phase.READING, records.addAndGet(batch.size()));
    }
  }
}
