package dev.syncline.simulator.http;

/** Watches the calls that arrive, and may disturb them. */
@FunctionalInterface
public interface Traffic {
  /** Called once for each call, before it is answered. */
  Disturbance arriving(Call call, Route route);
}
