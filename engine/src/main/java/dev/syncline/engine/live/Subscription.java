package dev.syncline.engine.live;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.StreamName;
import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.stream.ChangeStream;
import dev.syncline.engine.stream.StreamBatch;
import dev.syncline.engine.stream.StreamFault;
import dev.syncline.engine.stream.StreamStart;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One subscription that is opened again whenever it ends, after pauses that grow. Used by one
 * thread.
 */
final class Subscription {
  /** When the events of a day are used up, nothing is gained by asking often. */
  private static final Duration ALLOWANCE_PAUSE = Duration.ofMinutes(15);

  /** A channel that is not there is set up by a person. */
  private static final Duration CHANNEL_PAUSE = Duration.ofMinutes(5);

  /** Who is asked to slow down begins with a longer pause. */
  private static final int SLOWER = 5;

  private final LiveWork work;
  private final StreamName name;
  private volatile @Nullable ChangeStream stream;
  private Instant next;
  private int attempts;

  Subscription(LiveWork work, StreamName name, Duration delay) {
    this.work = work;
    this.name = name;
    this.next = work.pace().clock().instant().plus(delay);
  }

  boolean isOpen() {
    return stream != null;
  }

  /** How long it is until it may be opened. */
  Duration untilNext() {
    Duration left = Duration.between(work.pace().clock().instant(), next);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /**
   * Opens it.
   *
   * @throws OrgException if the org does not take it
   */
  void open(StreamStart start) {
    stream = work.org().streams().subscribe(name.channel(), start);
  }

  /** Asks for so many events more, as far as they are not asked for. */
  void request(int room) {
    ChangeStream open = stream;
    if (open == null) {
      return;
    }
    int more = Math.min(room, ChangeStream.MAX_REQUESTED) - open.requested();
    if (more > 0) {
      open.request(more);
    }
  }

  /**
   * Takes what came.
   *
   * @throws OrgException if the stream has ended
   */
  Optional<StreamBatch> take(Duration patience) throws InterruptedException {
    ChangeStream open = stream;
    Optional<StreamBatch> batch = open == null ? Optional.empty() : open.take(patience);
    if (batch.isPresent()) {
      attempts = 0;
    }
    return batch;
  }

  /**
   * It has ended, or could not be opened.
   *
   * @return why
   */
  StreamFault failed(ProblemException failure) {
    close();
    attempts++;
    StreamFault fault = StreamFault.of(failure);
    next = work.pace().clock().instant().plus(pause(fault));
    return fault;
  }

  private Duration pause(StreamFault fault) {
    return switch (fault) {
      case REPLAY_REFUSED -> attempts == 1 ? Duration.ZERO : usual(0);
      case NO_CHANNEL -> CHANNEL_PAUSE;
      case ALLOWANCE_SPENT -> ALLOWANCE_PAUSE;
      case SLOW_DOWN -> usual(SLOWER);
      case AUTH, SILENT, TRANSIENT, UNKNOWN -> usual(0);
    };
  }

  private Duration usual(int more) {
    return work.settings().retry().pauseAfter(attempts + more, work.pace().random());
  }

  /** Ends the wait for events; for any thread. */
  void wake() {
    ChangeStream open = stream;
    if (open != null) {
      open.close();
    }
  }

  void close() {
    ChangeStream open = stream;
    stream = null;
    if (open != null) {
      open.close();
    }
  }
}
