package dev.syncline.simulator.bulk;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments in the life of a job, as its resources write them. */
public final class JobStamp {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.000'+0000'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private JobStamp() {}

  /** The moment in whole seconds, such as {@code 2018-12-18T22:51:36.000+0000}. */
  public static String text(Instant instant) {
    return FORMAT.format(instant);
  }
}
