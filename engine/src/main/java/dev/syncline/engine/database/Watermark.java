package dev.syncline.engine.database;

import dev.syncline.model.RecordId;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a mapping's changes have been read, in the org's own time.
 *
 * @param updated all changes before it are in the rows or the pull queue
 * @param deleted all deletions before it are
 * @param window where the reading of a long window stands: it goes on behind this record
 */
public record Watermark(Instant updated, Instant deleted, Optional<Position> window) {
  /**
   * A place in a window that is read by pages.
   *
   * @param date the last record's value of the window's date field
   * @param until the window's end, to become {@code updated}
   */
  public record Position(Instant date, RecordId id, Instant until) {}

  /** Both at the same time, with no window open. */
  public static Watermark at(Instant time) {
    return new Watermark(time, time, Optional.empty());
  }
}
