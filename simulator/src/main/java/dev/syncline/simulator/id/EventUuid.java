package dev.syncline.simulator.id;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The id that a platform event is known by to its publisher and to its subscribers. */
public final class EventUuid {
  private static final long VERSION = 0xf000L;
  private static final long RANDOM = 0x4000L;

  private EventUuid() {}

  /** Whether an id is that of a published platform event: theirs alone begin with e. */
  public static boolean isPublication(String recordId) {
    return recordId.startsWith("e");
  }

  /**
   * The id of an event that was published as a record.
   *
   * @param recordId 18 characters
   */
  public static String of(String recordId) {
    UUID name = UUID.nameUUIDFromBytes(recordId.getBytes(StandardCharsets.US_ASCII));
    long high = (name.getMostSignificantBits() & ~VERSION) | RANDOM;
    return new UUID(high, name.getLeastSignificantBits()).toString();
  }
}
