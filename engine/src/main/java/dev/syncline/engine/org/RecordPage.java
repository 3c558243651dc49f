package dev.syncline.engine.org;

import dev.syncline.model.RecordChange;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One page of records, streamed: memory does not grow with the page. The page is whole only when
 * {@link #hasNext()} has answered false; a page that was cut short, or whose rows are not as many
 * as the org said, throws {@link OrgException} of class TRANSIENT instead of ending.
 */
public interface RecordPage extends Iterator<RecordChange.Present>, AutoCloseable {
  /**
   * The page behind this one where only this page knows it (REST query, old API versions).
   *
   * @throws IllegalStateException before the page has ended
   */
  Optional<PageRef> nextPage();

  /**
   * How many records all pages of the reading have together, where the pages are what tells it
   * (REST query); empty before the page has ended.
   */
  default OptionalLong total() {
    return OptionalLong.empty();
  }

  /** Gives the connection back; an unfinished answer is cancelled. */
  @Override
  void close();
}
