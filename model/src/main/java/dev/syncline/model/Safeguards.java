package dev.syncline.model;

import java.time.Duration;
import java.util.Optional;

/**
 * What keeps a mapping's writes from doing harm that cannot be undone.
 *
 * @param guard against mass deletions and fields that become empty
 * @param history how long what runs wrote over is kept; absent means not at all
 */
public record Safeguards(MassGuard guard, Optional<Duration> history) {
  /** A person is asked about masses, and a month can be undone. */
  public static final Safeguards STANDARD =
      new Safeguards(MassGuard.STANDARD, Optional.of(Duration.ofDays(30)));
}
