package dev.syncline.simulator.events;

import java.util.Optional;

/** Knows whom access tokens belong to. */
@FunctionalInterface
public interface EventUsers {
  /** The id of the user whose session this token opens, 18 characters; empty when it has ended. */
  Optional<String> userOf(String accessToken);
}
