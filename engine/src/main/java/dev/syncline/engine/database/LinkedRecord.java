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
 */
public record LinkedRecord(
    RecordId id,
    List<Optional<Value>> base,
    Instant systemModstamp,
    long readToken,
    long pushedToken) {
  public LinkedRecord {
    base = List.copyOf(base);
  }
}
