package dev.syncline.simulator.events.log;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * All segments of a log: the newest, which grows, those used last in memory, the rest on disk. What
 * stays in memory for a segment on disk are five numbers. Not thread-safe.
 */
final class SegmentShelf implements AutoCloseable {
  /** What is known of a segment without reading it. */
  private record Summary(long first, long last, long bytes, Instant newest) {}

  private final LogSettings settings;
  private final SegmentFiles files;
  private final TreeMap<Long, Summary> sealed = new TreeMap<>();
  private final Map<Long, Segment> inMemory;
  private Segment growing;
  private long sealedBytes;

  SegmentShelf(LogSettings settings) {
    this.settings = settings;
    this.files = SegmentFiles.open(settings.directory());
    this.inMemory =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, Segment> eldest) {
            return size() > settings.segmentsInMemory() - 1;
          }
        };
    for (long first : files.firstPositions()) {
      Segment segment = files.load(first);
      if (segment.count() == 0) {
        files.delete(first);
      } else {
        shelve(segment);
      }
    }
    boolean isNew = sealed.isEmpty();
    this.growing =
        begin(isNew ? settings.firstPosition() : sealed.lastEntry().getValue().last() + 1);
  }

  private Segment begin(long first) {
    files.begin(first);
    return new Segment(first);
  }

  private void shelve(Segment segment) {
    var summary =
        new Summary(segment.first(), segment.last(), segment.size(), segment.at(segment.last()));
    sealed.put(segment.first(), summary);
    inMemory.put(segment.first(), segment);
    sealedBytes += segment.size();
  }

  /** The position of the newest event; before the first one, what lies before it. */
  long last() {
    boolean empty = growing.count() == 0 && !sealed.isEmpty();
    return empty ? sealed.lastEntry().getValue().last() : growing.last();
  }

  /** The first position that is still there; one beyond the last when there is none. */
  long first() {
    return sealed.isEmpty() ? growing.first() : sealed.firstKey();
  }

  /** The position that the next event will have. */
  long next() {
    return growing.last() + 1;
  }

  void append(Instant at, NewEvent event, String id) {
    ByteBuffer record = growing.append(at, event, id);
    files.append(record);
    if (growing.size() >= settings.segmentBytes()) {
      growing.trim();
      long next = growing.last() + 1;
      shelve(growing);
      growing = begin(next);
    }
  }

  /** When the newest event was appended. Only for a log that holds one. */
  Instant newest() {
    boolean empty = growing.count() == 0 && !sealed.isEmpty();
    return empty ? sealed.lastEntry().getValue().newest() : growing.at(growing.last());
  }

  /** The segment that holds a position, or the next one after a gap; the growing one at the end. */
  Segment holding(long position) {
    Map.Entry<Long, Summary> floor = sealed.floorEntry(position);
    if (floor != null && floor.getValue().last() >= position) {
      return loaded(floor.getKey());
    }
    Long next = sealed.ceilingKey(position);
    return next == null ? growing : loaded(next);
  }

  private Segment loaded(long first) {
    return inMemory.computeIfAbsent(first, files::load);
  }

  /**
   * Removes the segments that hold nothing newer than a time, and the oldest ones beyond the disk's
   * bound, but never the newest event; returns the last position that went, or -1 when none did.
   */
  long removeUpTo(Instant time) {
    long removed = -1;
    while (sealed.size() > (growing.count() == 0 ? 1 : 0)) {
      Summary oldest = sealed.firstEntry().getValue();
      boolean over = sealedBytes + growing.size() > settings.maxBytes();
      if (!over && !oldest.newest().isBefore(time)) {
        break;
      }
      sealed.remove(oldest.first());
      inMemory.remove(oldest.first());
      sealedBytes -= oldest.bytes();
      files.delete(oldest.first());
      removed = oldest.last();
    }
    return removed;
  }

  Path directory() {
    return files.directory();
  }

  /** How many segments are held in memory, the growing one included. */
  int segmentsInMemory() {
    return inMemory.size() + 1;
  }

  @Override
  public void close() {
    files.close();
  }
}
