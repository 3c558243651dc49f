package dev.syncline.engine.refresh;

import dev.syncline.model.MappingName;
import dev.syncline.model.PullOutcome;
import java.util.OptionalLong;

/**
 * How far a refresh is.
 *
 * @param total all records of the reading, once the org has said it
 * @param outcome what the committed pages came to, earlier runs of the same reading included
 * @param resumed records that an earlier process had committed before this one took over
 */
public record RefreshProgress(
    MappingName mapping, Phase phase, OptionalLong total, PullOutcome outcome, long resumed) {
  /** The steps of a refresh in their order. */
  public enum Phase {
    /** The org gathers the records. */
    PREPARING,
    /** Pages are read and written. */
    LOADING,
    /** References, deletes and the end of the run. */
    FINISHING
  }
}
