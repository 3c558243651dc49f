package dev.syncline.simulator.events.log;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An event's place in the log, as clients hold it. Verified on captured events: ten bytes, a
 * counter of eight (big-endian) and two zeros; older events and some clients have the eight alone.
 *
 * @param position ascends from event to event, not always by one
 */
public record ReplayId(long position) {
  private static final int COUNTER_BYTES = 8;
  private static final int BYTES = 10;

  /** The ten bytes. */
  public byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(position).array();
  }

  /** Reads eight or ten bytes; empty when they are no replay id. */
  public static Optional<ReplayId> parse(byte[] bytes) {
    if (bytes.length != COUNTER_BYTES && bytes.length != BYTES) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long position = buffer.getLong();
    boolean rest = buffer.hasRemaining() && buffer.getShort() != 0;
    return position < 0 || rest ? Optional.empty() : Optional.of(new ReplayId(position));
  }
}
