package dev.syncline.simulator.events.log;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an org's log is kept.
 *
 * @param directory where the segments lie and are found again; null keeps them in a temporary
 *     directory until the log is closed
 * @param firstPosition the first position of a new log
 * @param segmentBytes when a segment is full and the next is begun
 * @param segmentsInMemory how many segments are held in memory; all others are on disk alone
 * @param maxBytes how much is kept on disk: beyond it the oldest events expire early
 */
public record LogSettings(
    @Nullable Path directory,
    long firstPosition,
    int segmentBytes,
    int segmentsInMemory,
    long maxBytes) {
  /** How long change and platform events can be replayed. Pub/Sub API Guide. */
  public static final Duration RETENTION = Duration.ofHours(72);

  /** How long PushTopic and generic events can be replayed. Streaming API Developer Guide. */
  public static final Duration SHORT_RETENTION = Duration.ofHours(24);

  private static final int SEGMENT_BYTES = 1 << 20;
  private static final int SEGMENTS_IN_MEMORY = 8;
  private static final long MAX_BYTES = 8L << 30;

  public LogSettings {
    if (firstPosition < 1 || segmentBytes < 1 || segmentsInMemory < 2 || maxBytes < segmentBytes) {
      throw new IllegalArgumentException(
          "a log needs a first position from 1, a segment of a byte, two of them in memory and"
              + " room for one on disk");
    }
  }

  /** At most about 9 MiB in memory and 8 GiB on disk. */
  public static LogSettings of(@Nullable Path directory, long firstPosition) {
    return new LogSettings(directory, firstPosition, SEGMENT_BYTES, SEGMENTS_IN_MEMORY, MAX_BYTES);
  }

  /** How long events of a topic can be replayed. */
  static Duration retention(String topic) {
    boolean legacy = topic.startsWith("/topic/") || topic.startsWith("/u/");
    return legacy ? SHORT_RETENTION : RETENTION;
  }
}
