package dev.syncline.engine.org;

import dev.syncline.model.Problem;
import java.util.OptionalLong;

/** How far the org is with a reading. */
public sealed interface ReadingState {
  /** The org still gathers the records. */
  record Preparing(long recordsSoFar) implements ReadingState {}

  /**
   * Pages can be read. The number of all records is absent where the org does not say it, or says
   * it with the pages only.
   */
  record Ready(OptionalLong records) implements ReadingState {}

  /** The org gave up, was told to, or no longer has the result. */
  record Failed(Problem problem) implements ReadingState {}
}
