package dev.syncline.engine.database;

import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one run wrote over in one record or row.
 *
 * @param number greater than that of any change of the same record before
 * @param row the key of the row at that time
 * @param before one value per binding in the form of the field; absent where both sides had not
 *     agreed on one
 * @param after the same as the run left it; empty where it deleted
 */
public record Overwritten(
    long number,
    long run,
    Instant at,
    RecordId record,
    RowKey row,
    Event event,
    List<Optional<Value>> before,
    List<Optional<Value>> after) {
  public Overwritten {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** What the run did to it. */
  public enum Event {
    /** Wrote the side that it wrote. */
    WRITTEN,
    /** Wrote nothing: both sides were the same already. */
    AGREED,
    DELETED
  }
}
