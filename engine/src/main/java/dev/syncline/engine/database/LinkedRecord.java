package dev.syncline.engine.database;

import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The record that a row belongs to, and the values both last agreed on.
 *
 * @param base one value per binding in the form of the field, references as record ids; absent
 *     where both never agreed on one, as for a field that was mapped later
 * @param systemModstamp of the last version of the record that the row took in
 * @param readToken when that version was read, see {@link Database#nextToken()}
 * @param pushedToken when the row was last pushed; 0 if never
 * @param eventToken when an event of the record was last taken in; 0 if never
 */
public record LinkedRecord(
    RecordId id,
    List<Optional<Value>> base,
    Instant systemModstamp,
    long readToken,
    long pushedToken,
    long eventToken) {
  public LinkedRecord {
    base = List.copyOf(base);
  }

  /** A link of which no event was taken in. */
  public LinkedRecord(
      RecordId id,
      List<Optional<Value>> base,
      Instant systemModstamp,
      long readToken,
      long pushedToken) {
    this(id, base, systemModstamp, readToken, pushedToken, 0);
  }

  /**
   * When row or record were last written by something else than a reading: what a reading tells
   * that began before may be older.
   */
  public long writtenToken() {
    return Math.max(pushedToken, eventToken);
  }
}
