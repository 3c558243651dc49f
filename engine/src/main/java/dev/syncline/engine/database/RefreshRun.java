package dev.syncline.engine.database;

import dev.syncline.engine.org.ReadingMethod;
import dev.syncline.model.MappingName;
import dev.syncline.model.PullOutcome;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One refresh of a mapping as the database remembers it.
 *
 * @param id counts up per database
 * @param handle the reading's handle, for taking it up again
 * @param fingerprint of the query; a run with another one cannot be taken up
 * @param cursor where the list of pages goes on; absent when all pages are known
 * @param pagesListed whether all pages are known
 * @param records all records of the reading, where the org said it
 * @param outcome what the pages that are committed came to
 */
public record RefreshRun(
    long id,
    MappingName mapping,
    ReadingMethod method,
    String handle,
    String fingerprint,
    Optional<String> cursor,
    boolean pagesListed,
    OptionalLong records,
    PullOutcome outcome,
    State state,
    Instant startedAt,
    Optional<Instant> endedAt) {

  /** Where a run stands. A stopped or failed run is never called a success. */
  public enum State {
    /** Not at its end; a later start takes it up. */
    RUNNING,
    /** At its end, every record accounted for. */
    COMPLETED,
    /** Given up; a later start begins anew. */
    ABANDONED
  }
}
