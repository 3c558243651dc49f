package dev.syncline.engine.stream;

import dev.syncline.model.RecordId;
import java.time.Instant;
import java.util.Optional;

/**
 * The transaction of the org that an event is part of.
 *
 * <p>Source: Change Data Capture Developer Guide, "Change Event Header Fields".
 *
 * @param transactionKey the same for all events of a transaction
 * @param sequenceNumber the event's place in the transaction, from 1; places of objects that are
 *     not selected are missing
 * @param time when it was committed, in whole seconds
 * @param number grows from commit to commit, with gaps
 * @param user who did it; empty where the org does not say
 * @param origin what did it, such as {@code com/salesforce/api/rest/68.0;client=Syncline}; empty
 *     for what was not done through an API
 */
public record Commit(
    String transactionKey,
    int sequenceNumber,
    Instant time,
    long number,
    Optional<RecordId> user,
    String origin) {
  private static final String CLIENT = ";client=";

  /** The name by which the client called itself; empty where it had none. */
  public Optional<String> client() {
    int at = origin.lastIndexOf(CLIENT);
    String name = at < 0 ? "" : origin.substring(at + CLIENT.length()).strip();
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }
}
