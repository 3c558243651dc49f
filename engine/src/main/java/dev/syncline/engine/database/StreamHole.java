package dev.syncline.engine.database;

import dev.syncline.model.MappingName;
import java.time.Instant;

/**
 * A hole in what a stream has told of a mapping: from some moment on until it is read over, the
 * rows may lack what the org has.
 *
 * @param from in the org's time; what was complete until then stays so
 * @param openedAt by the database's clock
 */
public record StreamHole(
    long id, StreamName stream, MappingName mapping, Cause cause, Instant from, Instant openedAt) {
  /** What made the hole, and thereby how it is read over. */
  public enum Cause {
    /** The stream has begun: what was before is unknown. */
    BEGUN(false),
    /** The org did not take the stored replay id: expired, corrupt, or of another org. */
    REPLAY_REFUSED(false),
    /** The org is another, or has moved: replay ids mean nothing any more. */
    ORG_MOVED(false),
    /** The org told that many changes of a transaction are not told. */
    OVERFLOW(false),
    /** The org told that something was done to all records that leaves no trace in them. */
    ALL_RECORDS(true),
    /** An event could not be read. */
    UNREADABLE(false),
    /** The mapping was paused, outside of its windows or not read yet, so its events were left. */
    LEFT(false);

    private final boolean readsAll;

    Cause(boolean readsAll) {
      this.readsAll = readsAll;
    }

    /** Whether all records are to be read again, as polls would not find what has changed. */
    public boolean readsAll() {
      return readsAll;
    }
  }
}
