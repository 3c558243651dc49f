package dev.syncline.engine.match;

import dev.syncline.engine.database.MatchRuns.Staged;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.PageList;
import dev.syncline.engine.org.PageRef;
import dev.syncline.engine.org.ReadingMethod;
import dev.syncline.engine.org.ReadingState;
import dev.syncline.engine.org.RecordPage;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.org.RecordReading;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.RecordChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads all records of a mapping with their keys, page by page; memory does not grow with them. */
final class RecordKeys {
  private static final Duration FIRST_POLL = Duration.ofMillis(100);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(5);

  /** Fewer records than this are read at once by queries. */
  private static final long REST_BELOW = 10_000;

  private final Org org;
  private final RecordQuery query;
  private final MatchKeys keys;
  private final Pace pace;
  private final StopSignal stop;

  RecordKeys(Org org, RecordQuery query, MatchKeys keys, Pace pace, StopSignal stop) {
    this.org = org;
    this.query = query;
    this.keys = keys;
    this.pace = pace;
    this.stop = stop;
  }

  /**
   * Reads them.
   *
   * @param batch is given at most so many at a time
   * @return whether all were read; false if a stop came
   */
  boolean read(int max, Consumer<List<Staged>> batch) throws InterruptedException {
    ReadingMethod method = org.count(query) < REST_BELOW ? ReadingMethod.REST : ReadingMethod.BULK;
    RecordReading reading = org.startReading(query, method);
    try {
      return awaitReady(reading) && pages(reading, max, batch);
    } finally {
      reading.release();
    }
  }

  private boolean awaitReady(RecordReading reading) throws InterruptedException {
    Duration pause = FIRST_POLL;
    while (!stop.isRequested()) {
      switch (reading.state()) {
        case ReadingState.Ready _ -> {
          return true;
        }
        case ReadingState.Failed failed -> throw new OrgException(failed.problem());
        case ReadingState.Preparing _ -> pace.waiter().await(pause);
      }
      Duration twice = pause.multipliedBy(2);
      pause = twice.compareTo(LONGEST_POLL) < 0 ? twice : LONGEST_POLL;
    }
    return false;
  }

  private boolean pages(RecordReading reading, int max, Consumer<List<Staged>> batch) {
    Optional<String> cursor = Optional.empty();
    do {
      PageList list = reading.pages(cursor);
      for (PageRef first : list.pages()) {
        if (!chain(reading, first, max, batch)) {
          return false;
        }
      }
      cursor = list.cursor();
    } while (cursor.isPresent());
    return true;
  }

  /** A page and those that only it knows. */
  private boolean chain(
      RecordReading reading, PageRef first, int max, Consumer<List<Staged>> batch) {
    Optional<PageRef> next = Optional.of(first);
    while (next.isPresent() && !stop.isRequested()) {
      next = page(reading, next.get(), max, batch);
    }
    return next.isEmpty();
  }

  /** A page that is cut short throws; what was staged of it is staged again by the next run. */
  private Optional<PageRef> page(
      RecordReading reading, PageRef ref, int max, Consumer<List<Staged>> batch)
      throws OrgException {
    try (RecordPage page = reading.open(ref)) {
      List<Staged> staged = new ArrayList<>();
      while (page.hasNext()) {
        RecordChange.Present record = page.next();
        staged.add(new Staged(record.id(), keys.ofRecord(record.values())));
        if (staged.size() == max) {
          batch.accept(staged);
          staged = new ArrayList<>();
        }
      }
      if (!staged.isEmpty()) {
        batch.accept(staged);
      }
      return page.nextPage();
    }
  }
}
