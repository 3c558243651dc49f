package dev.syncline.engine.live;

import dev.syncline.engine.stream.Channel;
import dev.syncline.engine.worker.RetryPolicy;
import java.time.Duration;
import java.util.List;

/**
 * The bounds of taking events in.
 *
 * @param client the name by which we call ourselves to the org, as its events repeat it
 * @param channels what is listened to; what an event of either tells counts
 * @param proof how long after a poll of a mapping that a stream carries the next one follows
 * @param bounds of what is held in memory and written at once
 * @param times how long things are waited for
 * @param retry the pauses before a stream is opened again; the number of attempts is not looked at
 */
public record LiveSettings(
    String client,
    List<Channel> channels,
    Duration proof,
    Bounds bounds,
    Times times,
    RetryPolicy retry) {
  /** How long after a poll of a mapping that a stream carries the next one follows. */
  public static final Duration PROOF = Duration.ofMinutes(5);

  public LiveSettings {
    channels = List.copyOf(channels);
  }

  /**
   * How much is held at most.
   *
   * @param events that came and are not stored; beyond, none are asked for
   * @param characters of their values, beyond which none are asked for
   * @param changes that are written at once, unless one transaction of the org has more
   * @param transaction the most changes of one transaction that are written at once; a larger one
   *     is cut
   * @param echoes own changes that wait for their push to be settled
   */
  public record Bounds(int events, long characters, int changes, int transaction, int echoes) {}

  /**
   * How long things are waited for.
   *
   * @param follow for more events of a transaction that may not be at its end
   * @param echo for a push to be settled before its event is looked into
   * @param look the pause between two looks at pauses and watermarks
   * @param lease for how long a dead process keeps a stream from others
   * @param stagger streams are opened spread over so much time
   */
  public record Times(
      Duration follow, Duration echo, Duration look, Duration lease, Duration stagger) {}

  /** What fits a small machine. */
  public static LiveSettings of(String client, List<Channel> channels, Duration proof) {
    return new LiveSettings(
        client,
        channels,
        proof,
        new Bounds(4_000, 16_000_000, 2_000, 10_000, 10_000),
        new Times(
            Duration.ofMillis(20),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ZERO),
        new RetryPolicy(Integer.MAX_VALUE, Duration.ofSeconds(1), Duration.ofMinutes(2)));
  }

  /** The same, with streams opened spread over so much time. */
  public LiveSettings staggered(Duration stagger) {
    return with(new Times(times.follow(), times.echo(), times.look(), times.lease(), stagger));
  }

  /** The same, waiting otherwise. */
  public LiveSettings with(Times others) {
    return new LiveSettings(client, channels, proof, bounds, others, retry);
  }
}
