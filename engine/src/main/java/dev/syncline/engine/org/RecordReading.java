package dev.syncline.engine.org;

import java.util.Optional;

/**
 * A stable result of a {@link RecordQuery} in the org, read page by page and resumable by handle.
 */
public interface RecordReading {
  /** What to ask {@link Org#resumeReading} with later, from another process too. */
  String handle();

  /** How the reading gets its records. */
  ReadingMethod method();

  /** Asks the org how far it is. */
  ReadingState state();

  /**
   * The pages behind a cursor of an earlier list, or the first ones without a cursor. May be asked
   * once the state is {@link ReadingState.Ready}.
   */
  PageList pages(Optional<String> cursor);

  /** Opens a page; its failures are {@link OrgException}s by error class. */
  RecordPage open(PageRef page);

  /** Frees the result in the org. The reading cannot be used after it; a failure is ignored. */
  void release();
}
