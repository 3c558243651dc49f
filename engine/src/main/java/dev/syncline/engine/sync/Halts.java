package dev.syncline.engine.sync;

import dev.syncline.engine.database.Pause;
import dev.syncline.model.Mapping;
import java.util.List;

/** Decides whether a halt keeps a mapping from working. Pure. */
public final class Halts {
  private Halts() {}

  /** Whether the mapping may not pull. */
  public static boolean pull(List<Pause> pauses, Mapping mapping) {
    return pauses.stream().anyMatch(p -> p.haltsPull(mapping));
  }

  /** Whether the mapping may not push. */
  public static boolean push(List<Pause> pauses, Mapping mapping) {
    return pauses.stream().anyMatch(p -> p.haltsPush(mapping));
  }
}
