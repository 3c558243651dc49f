package dev.syncline.engine.stream;

import java.time.Duration;
import java.util.Optional;

/**
 * One subscription. One thread at a time asks and takes; any thread may close. A stream that has
 * failed stays failed: subscribe again, from the last replay id that was stored.
 */
public interface ChangeStream extends AutoCloseable {
  /**
   * The most events that are on their way at a time.
   *
   * <p>Source: Pub/Sub API Guide, "Subscribe RPC": more are not sent, and not remembered.
   */
  int MAX_REQUESTED = 100;

  /**
   * How long a stream that was asked for events may say nothing.
   *
   * <p>Source: Pub/Sub API Guide, "Subscribe RPC": an empty answer at most every 270 seconds; a
   * tenth more is its way here.
   */
  Duration SILENCE = Duration.ofSeconds(297);

  /**
   * Asks for more events; say so when those that came are stored. Where nothing is asked for,
   * nothing comes, keep-alives neither, and after about a minute the org ends the stream, which is
   * a {@linkplain StreamFault#TRANSIENT transient} failure of it.
   *
   * @param events at least one; with those still to come at most {@link #MAX_REQUESTED} count
   * @throws dev.syncline.engine.org.OrgException if the stream has failed
   */
  void request(int events);

  /** How many events were asked for and have not been taken. */
  int requested();

  /**
   * Takes what came, in the order of the org, and waits for it if need be. A batch is taken whole
   * or not at all; never has it more events than were {@linkplain #requested() asked for}.
   *
   * @return empty if nothing came in time, or if the stream is closed
   * @throws dev.syncline.engine.org.OrgException see {@link StreamFault}, after everything that
   *     came before the failure was taken
   */
  Optional<StreamBatch> take(Duration patience) throws InterruptedException;

  /** Ends the subscription; a thread that waits in {@link #take} returns. */
  @Override
  void close();
}
