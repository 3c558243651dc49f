package dev.syncline.engine.sync;

import dev.syncline.engine.worker.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Decides how long to wait until queues are looked at again. While nothing changes, looks become
 * seldom. A change that comes alone goes out at once; while they come one after the other, each
 * push gathers for a moment longer than the one before, so that one call carries many. One thread.
 */
final class Attention {
  /** The most doublings that are counted. */
  private static final int MAX_DOUBLINGS = 10;

  /** Pushes that are so far apart do not follow each other. */
  private static final Duration APART = Duration.ofSeconds(1);

  private final Settings settings;
  private final RandomGenerator random;
  private int idle;
  private int pushes;
  private Instant lastPush = Instant.MIN;

  Attention(Settings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /**
   * The bounds of it.
   *
   * @param looks the pauses between looks while nothing moves
   * @param idleLooks after so many looks that saw nothing it is better to be rung
   * @param armed the pause between looks while changes ring
   * @param gatherFirst how long the second push in a row waits for more rows
   * @param gatherMost how long each waits at most
   */
  record Settings(
      RetryPolicy looks, int idleLooks, Duration armed, Duration gatherFirst, Duration gatherMost) {
    /** Looks at least so often where the database does not ring. */
    static Settings looking(Duration longest) {
      Duration first = Duration.ofMillis(10);
      return new Settings(
          new RetryPolicy(Integer.MAX_VALUE, first, longest.compareTo(first) < 0 ? first : longest),
          5,
          Duration.ofMillis(500),
          Duration.ofMillis(25),
          Duration.ofMillis(200));
    }
  }

  /** What a pass over the queues moved. */
  enum Moved {
    NOTHING,
    /** Fewer rows or records than one call carries. */
    FEW,
    /** So much that the next pass follows at once. */
    MUCH
  }

  /** Whether so long nothing has moved that it is better to be rung than to look. */
  boolean wantsBell() {
    return idle >= settings.idleLooks();
  }

  /** It rang: there will be something. */
  void rung() {
    idle = 0;
  }

  /**
   * How long to wait after a pass.
   *
   * @param now the time at its end
   * @param armed whether changes ring
   */
  Duration after(Moved moved, Instant now, boolean armed) {
    return switch (moved) {
      case NOTHING -> {
        idle++;
        yield armed ? settings.armed() : settings.looks().pauseAfter(idle, random);
      }
      case FEW -> {
        idle = 0;
        yield gathering(now);
      }
      case MUCH -> {
        idle = 0;
        pushes = 0;
        yield Duration.ZERO;
      }
    };
  }

  private Duration gathering(Instant now) {
    boolean follows =
        !lastPush.equals(Instant.MIN)
            && !now.isBefore(lastPush)
            && now.isBefore(lastPush.plus(APART));
    pushes = follows ? Math.min(pushes + 1, MAX_DOUBLINGS) : 0;
    lastPush = now;
    if (pushes == 0) {
      return Duration.ZERO;
    }
    Duration pause = settings.gatherFirst().multipliedBy(1L << (pushes - 1));
    return pause.compareTo(settings.gatherMost()) < 0 ? pause : settings.gatherMost();
  }
}
