package dev.syncline.engine.database;

import dev.syncline.engine.stream.ReplayId;
import dev.syncline.model.Problem;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of a stream.
 *
 * @param organization the org that the replay id is of, see {@link
 *     dev.syncline.engine.org.OrgIdentity}
 * @param reached behind which it is taken up again; absent if there is no such place
 * @param state how it was when somebody looked after it last
 * @param since by the database's clock
 * @param problem why it is not open
 * @param heardAt when something came through it last, by the database's clock
 * @param until the commit of the newest event that was taken in, in the org's time
 * @param events how many events were taken in
 * @param holes how many holes were read over
 */
public record StreamRecord(
    StreamName stream,
    Optional<String> organization,
    Optional<ReplayId> reached,
    State state,
    Instant since,
    Optional<Problem> problem,
    Optional<Instant> heardAt,
    Optional<Instant> until,
    long events,
    long holes) {
  /** How a stream is. */
  public enum State {
    /** Events come. */
    OPEN,
    /** It is being opened, or opened again. */
    WAITING,
    /** Nobody looks after it. */
    CLOSED
  }
}
