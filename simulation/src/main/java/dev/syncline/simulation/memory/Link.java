package dev.syncline.simulation.memory;

import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.MergeDecision.Side;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A record and a row that belong together.
 *
 * @param turns how often the sides have answered each other's change lately
 * @param turnedAt when a side last changed it
 * @param side which
 * @param seenRun the last refresh that read it; 0 for none
 */
record Link(
    RowKey row,
    LinkedRecord record,
    int turns,
    Instant turnedAt,
    Optional<Side> side,
    long seenRun) {
  /** After so long without a change the sides count as rested. */
  private static final Duration REST = Duration.ofMinutes(10);

  static Link of(RowKey row, LinkedRecord record) {
    return new Link(row, record, 0, Instant.EPOCH, Optional.empty(), 0);
  }

  RecordId id() {
    return record.id();
  }

  Link with(LinkedRecord next) {
    return new Link(row, next, turns, turnedAt, side, seenRun);
  }

  Link with(List<Optional<Value>> base) {
    return with(
        new LinkedRecord(
            id(),
            base,
            record.systemModstamp(),
            record.readToken(),
            record.pushedToken(),
            record.eventToken()));
  }

  Link seenBy(long run) {
    return new Link(row, record, turns, turnedAt, side, run);
  }

  /** Whether neither side has changed it for a while. */
  boolean isRested(Instant now) {
    return turnedAt.plus(REST).isBefore(now);
  }

  /** A side has changed it. */
  Link turned(Side by, Instant now) {
    if (isRested(now)) {
      return new Link(row, record, 0, now, Optional.of(by), seenRun);
    }
    int next = side.filter(by::equals).isPresent() ? turns : turns + 1;
    return new Link(row, record, next, now, Optional.of(by), seenRun);
  }
}
