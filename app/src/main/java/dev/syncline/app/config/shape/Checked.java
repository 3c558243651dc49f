package dev.syncline.app.config.shape;

import java.util.List;

/** A record of the configuration that checks how its keys fit together. */
public interface Checked {
  /** What does not fit; empty if all does. */
  List<Objection> objections();

  /** What fits, but not as its reader may expect; empty if there is nothing to say. */
  default List<Objection> remarks() {
    return List.of();
  }

  /**
   * One thing that does not fit.
   *
   * @param key the key below this record whose place is shown, dots between the levels
   * @param message what is wrong; no value of a setting stands in it
   * @param hint what to write instead
   */
  record Objection(String key, String message, String hint) {}
}
