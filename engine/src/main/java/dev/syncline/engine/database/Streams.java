package dev.syncline.engine.database;

import dev.syncline.model.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is remembered of streams of events beside the rows that they fill. */
public interface Streams {
  /** One stream; empty if it was never opened. */
  Optional<StreamRecord> find(StreamName stream);

  /** All streams, in the order of their names. */
  List<StreamRecord> list();

  /**
   * Notes how a stream is.
   *
   * @param organization of which org what follows is; absent leaves it
   * @param problem why it is not open
   */
  void note(
      Lease lease,
      StreamName stream,
      Optional<String> organization,
      StreamRecord.State state,
      Optional<Problem> problem);

  /** Forgets how far a stream has come, and opens holes, in one transaction. */
  List<StreamHole> restart(Lease lease, StreamName stream, List<NewHole> holes);

  /** Opens holes. */
  List<StreamHole> open(Lease lease, StreamName stream, List<NewHole> holes);

  /** All holes that are open, oldest first. */
  List<StreamHole> holes();

  /** Closes holes, because what they lacked has been read. */
  void close(Collection<StreamHole> holes);
}
