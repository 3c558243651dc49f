package dev.syncline.simulator.http;

/** Watches the calls that arrive, and may disturb them. */
@FunctionalInterface
public interface Traffic {
  /** Called once for each call, before it is answered. */
  Disturbance arriving(Call call, Route route);

  /** Called once for each call that arrived, when it has been answered or has failed. */
  default void left(Call call) {}
}
