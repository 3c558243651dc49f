package dev.syncline.salesforce.http;

import java.time.Duration;

/**
 * What one call may take at most.
 *
 * @param total the whole exchange, from the connection to the last byte of the body
 * @param head how long the head of the answer may take
 * @param idle how long a reader may wait for the next bytes of a body
 * @param maxBodyBytes the bytes of a body, counted once as they travel and once unpacked
 */
public record CallLimits(Duration total, Duration head, Duration idle, long maxBodyBytes) {
  /** For answers that are held in memory as a whole: two minutes, 64 MiB. */
  public static final CallLimits ANSWER =
      new CallLimits(
          Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofMinutes(1), 64L << 20);

  /**
   * For pages that are streamed. An org ends a download after 20 minutes, and its result files have
   * at most 1 GB (Bulk API 2.0 Developer Guide, limits); unpacked text gets four times as much.
   */
  public static final CallLimits PAGE =
      new CallLimits(
          Duration.ofMinutes(20), Duration.ofMinutes(3), Duration.ofMinutes(1), 2L << 30);

  /** For uploads, whose answer comes when all has arrived: as long as a download may take. */
  public static final CallLimits UPLOAD =
      new CallLimits(
          Duration.ofMinutes(20), Duration.ofMinutes(20), Duration.ofMinutes(1), 64L << 20);

  public CallLimits {
    if (!total.isPositive() || !head.isPositive() || !idle.isPositive() || maxBodyBytes < 1) {
      throw new IllegalArgumentException("The limits of a call must be positive");
    }
  }
}
