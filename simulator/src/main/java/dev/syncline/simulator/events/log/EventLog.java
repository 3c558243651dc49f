package dev.syncline.simulator.events.log;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The one ordered log of an org's events. Holds the one lock of this package; what wakes a reader
 * is run outside of it. Memory is bounded by {@link LogSettings}, whatever the log holds.
 */
public final class EventLog implements AutoCloseable {
  /** How many segments one reading looks at: bounds how long the lock is held. */
  static final int MAX_SEGMENTS_PER_READ = 4;

  /** An id older than this is renewed by {@link #freshPosition}. */
  static final Duration MARK_AGE = Duration.ofHours(1);

  /** The topic of marks, which no subscriber can ask for. */
  private static final String MARK = "";

  /** A subscriber's wish to be woken; closing it ends the wish. */
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  private record Watcher(Predicate<String> topics, Runnable wake) {}

  private final InstantSource clock;
  private final LongFunction<String> ids;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private final SegmentShelf shelf;
  private long expired;

  /**
   * Opens a log, or continues with what its directory holds.
   *
   * @param clock the org's clock: events expire with it
   * @param ids gives the event at a position its id
   * @throws java.io.UncheckedIOException if the directory cannot be used
   */
  public EventLog(LogSettings settings, InstantSource clock, LongFunction<String> ids) {
    this.clock = clock;
    this.ids = ids;
    this.shelf = new SegmentShelf(settings);
    this.expired = shelf.first() - 1;
    if (shelf.last() < shelf.first()) {
      appendMark(clock.instant());
    }
  }

  /**
   * Appends events, which get positions that follow each other, and wakes who waits for them.
   *
   * @return the position of the first one; of no events, that of the next to come
   */
  public long append(List<NewEvent> events) {
    Set<String> topics = new LinkedHashSet<>();
    long first =
        locked(
            () -> {
              long position = shelf.next();
              Instant now = now();
              expire(now);
              for (NewEvent event : events) {
                String id = event.id();
                shelf.append(now, event, id == null ? ids.apply(shelf.next()) : id);
                topics.add(event.topic());
              }
              return position;
            });
    for (Watcher watcher : watchers) {
      if (topics.stream().anyMatch(watcher.topics())) {
        watcher.wake().run();
      }
    }
    return first;
  }

  /** Never before the newest event, so that times ascend with positions. */
  private Instant now() {
    Instant now = clock.instant();
    return now.isAfter(shelf.newest()) ? now : shelf.newest();
  }

  /**
   * Reads on after a position.
   *
   * @param topics which topics are asked for
   * @param maxEvents at most so many, 1 or more
   * @param maxBytes at most so many bytes of payload, but one event at least
   */
  public EventBatch read(long after, Predicate<String> topics, int maxEvents, long maxBytes) {
    return locked(
        () -> {
          expire(clock.instant());
          return new Reading(Math.max(after, expired), topics, maxEvents, maxBytes)
              .batch(after < expired);
        });
  }

  /** One reading of the log, under its lock. */
  private final class Reading {
    private final Predicate<String> topics;
    private final int maxEvents;
    private final long maxBytes;
    private final Instant oldestShort = clock.instant().minus(LogSettings.SHORT_RETENTION);
    private final List<StoredEvent> events = new ArrayList<>();
    private long position;
    private long bytes;

    Reading(long after, Predicate<String> topics, int maxEvents, long maxBytes) {
      this.position = after;
      this.topics = topics;
      this.maxEvents = maxEvents;
      this.maxBytes = maxBytes;
    }

    EventBatch batch(boolean lost) {
      boolean room = true;
      for (int i = 0; i < MAX_SEGMENTS_PER_READ && room && position < shelf.last(); i++) {
        room = readSegment(shelf.holding(position + 1));
      }
      return new EventBatch(events, position, position < shelf.last(), lost);
    }

    /** Reads a segment to its end, or until there is no room; whether there still is some. */
    private boolean readSegment(Segment segment) {
      boolean[] asked = segment.asked(topics);
      long next = segment.next(position + 1, asked);
      while (next <= segment.last()) {
        StoredEvent event = segment.event(next);
        boolean kept = !event.at().isBefore(oldest(event.topic()));
        if (kept && !fits(event)) {
          position = next - 1;
          return false;
        }
        if (kept) {
          events.add(event);
          bytes += event.payload().length;
        }
        next = segment.next(next + 1, asked);
      }
      position = segment.last();
      return true;
    }

    private boolean fits(StoredEvent event) {
      boolean first = events.isEmpty();
      return first || (events.size() < maxEvents && bytes + event.payload().length <= maxBytes);
    }

    private Instant oldest(String topic) {
      return LogSettings.retention(topic).equals(LogSettings.RETENTION) ? Instant.MIN : oldestShort;
    }
  }

  /** Where the newest event is: reading on after it gives only what is yet to come. */
  public long latest() {
    return locked(shelf::last);
  }

  /**
   * Where the newest event is, as a position that can be replayed from for a long time yet: a quiet
   * org gets a mark that no subscriber sees. Real orgs renew ids in keep-alives likewise.
   */
  public long freshPosition() {
    return locked(
        () -> {
          Instant now = clock.instant();
          if (shelf.newest().plus(MARK_AGE).isBefore(now)) {
            appendMark(now);
          }
          expire(now);
          return shelf.last();
        });
  }

  private void appendMark(Instant now) {
    shelf.append(now, new NewEvent(MARK, "", "", new byte[0]), "");
  }

  /** Reading on after this gives everything that can still be replayed. */
  public long earliest() {
    return locked(
        () -> {
          expire(clock.instant());
          return expired;
        });
  }

  /**
   * Where to read on for a client that has seen the event at a position.
   *
   * @param topic the topic that it subscribes to
   * @return empty when the position was never given out, or cannot be replayed from any more
   */
  public OptionalLong after(long position, String topic) {
    return locked(
        () -> {
          Instant now = clock.instant();
          expire(now);
          if (position <= expired || position > shelf.last()) {
            return OptionalLong.empty();
          }
          Segment segment = shelf.holding(position);
          Instant at = segment.at(Math.max(position, segment.first()));
          boolean kept = !at.isBefore(now.minus(LogSettings.retention(topic)));
          return kept ? OptionalLong.of(position) : OptionalLong.empty();
        });
  }

  /** Lets every event that is there expire, as an org migration does. */
  public void expireAll() {
    locked(
        () -> {
          expired = shelf.last();
          appendMark(now());
          return expired;
        });
  }

  /** Moves the border of what has expired; what lies before it is never given out again. */
  private void expire(Instant now) {
    Instant oldest = now.minus(LogSettings.RETENTION);
    expired = Math.max(expired, shelf.removeUpTo(oldest));
    boolean old = true;
    while (old && expired < shelf.last()) {
      Segment segment = shelf.holding(expired + 1);
      long next = Math.max(expired + 1, segment.first());
      old = segment.at(next).isBefore(oldest);
      expired = old ? next : expired;
    }
  }

  /**
   * Asks to be woken after events of these topics were appended. The wish outlives the waking.
   *
   * @param wake is run by who appended: must be quick, and must not append
   */
  public Watch watch(Predicate<String> topics, Runnable wake) {
    var watcher = new Watcher(topics, wake);
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  /** Where the files are. */
  Path directory() {
    return shelf.directory();
  }

  /** How many segments are in memory now. */
  int segmentsInMemory() {
    return locked(shelf::segmentsInMemory);
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /** Closes the files; a log without a directory of its own is gone. */
  @Override
  public void close() {
    locked(
        () -> {
          shelf.close();
          return true;
        });
  }
}
