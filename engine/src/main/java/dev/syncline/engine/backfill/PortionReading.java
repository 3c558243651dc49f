package dev.syncline.engine.backfill;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.lease.LeaseKeeper;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.PageList;
import dev.syncline.engine.org.PageRef;
import dev.syncline.engine.org.ReadingMethod;
import dev.syncline.engine.org.ReadingState;
import dev.syncline.engine.org.RecordPage;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.org.RecordReading;
import dev.syncline.engine.refresh.ReadingChoice;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.RecordChange;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Reads one portion of records, page by page, and hands them on in chunks. */
final class PortionReading {
  private static final Duration FIRST_POLL = Duration.ofMillis(100);

  private final Org org;
  private final BackfillSettings settings;
  private final Pace pace;
  private final StopSignal stop;
  private final LeaseKeeper lease;

  PortionReading(
      Org org, BackfillSettings settings, Pace pace, StopSignal stop, LeaseKeeper lease) {
    this.org = org;
    this.settings = settings;
    this.pace = pace;
    this.stop = stop;
    this.lease = lease;
  }

  /** Takes a chunk of records. */
  @FunctionalInterface
  interface Sink {
    void take(List<RecordChange.Present> records) throws InterruptedException;
  }

  /**
   * Reads all records of a query.
   *
   * @param records about how many there are
   * @param compound whether compound fields are read
   * @return whether all were read; false when a stop came
   */
  boolean read(RecordQuery query, long records, boolean compound, Sink sink)
      throws InterruptedException {
    ReadingMethod method =
        ReadingChoice.choose(compound, records, org.budget(), settings.restBelow());
    RecordReading reading = org.startReading(query, method);
    try {
      return awaitReady(reading) && readPages(reading, sink);
    } finally {
      reading.release();
    }
  }

  private boolean awaitReady(RecordReading reading) throws InterruptedException {
    Duration pause = FIRST_POLL;
    while (!stop.isRequested()) {
      lease.keep();
      switch (reading.state()) {
        case ReadingState.Ready _ -> {
          return true;
        }
        case ReadingState.Failed failed -> throw new OrgException(failed.problem());
        case ReadingState.Preparing _ -> pace.waiter().await(pause);
      }
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(settings.longestPoll()) < 0 ? doubled : settings.longestPoll();
    }
    return false;
  }

  private boolean readPages(RecordReading reading, Sink sink) throws InterruptedException {
    Optional<String> cursor = Optional.empty();
    do {
      PageList list = reading.pages(cursor);
      Deque<PageRef> pages = new ArrayDeque<>(list.pages());
      while (!pages.isEmpty()) {
        if (stop.isRequested()) {
          return false;
        }
        readPage(reading, pages.remove(), sink).ifPresent(pages::add);
      }
      cursor = list.cursor();
    } while (cursor.isPresent());
    return !stop.isRequested();
  }

  /** A page that failed half-way is read again: what is filled twice is the same. */
  private Optional<PageRef> readPage(RecordReading reading, PageRef page, Sink sink)
      throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try (RecordPage opened = reading.open(page)) {
        handOn(opened, sink);
        return stop.isRequested() ? Optional.empty() : opened.nextPage();
      } catch (OrgException e) {
        if (!mayPass(e) || !settings.pageRetries().allowsAfter(attempt)) {
          throw e;
        }
        pace.waiter().await(settings.pageRetries().pauseAfter(attempt, pace.random()));
      }
    }
  }

  private static boolean mayPass(ProblemException e) {
    return e.errorClass() == ErrorClass.TRANSIENT && !e.problem().code().equals("READING-GONE");
  }

  private void handOn(RecordPage page, Sink sink) throws InterruptedException {
    List<RecordChange.Present> chunk = new ArrayList<>(settings.chunk());
    while (page.hasNext()) {
      chunk.add(page.next());
      if (chunk.size() == settings.chunk()) {
        sink.take(chunk);
        chunk = new ArrayList<>(settings.chunk());
        if (stop.isRequested()) {
          return;
        }
      }
    }
    if (!chunk.isEmpty()) {
      sink.take(chunk);
    }
  }
}
