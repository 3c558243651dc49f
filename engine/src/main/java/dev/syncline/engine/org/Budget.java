package dev.syncline.engine.org;

import java.util.List;
import java.util.Optional;

/**
 * What an org still lets us spend, as it last said.
 *
 * @param limits the limits by the names that the limits resource gives them, such as {@code
 *     DailyApiRequests}
 */
public record Budget(List<Limit> limits) {
  public Budget {
    limits = List.copyOf(limits);
  }

  /** One limit: how much there is in its window and how much of it is left. */
  public record Limit(String name, long max, long remaining) {}

  /** The limit of that name; empty if the org did not say. */
  public Optional<Limit> limit(String name) {
    return limits.stream().filter(l -> l.name().equals(name)).findFirst();
  }
}
