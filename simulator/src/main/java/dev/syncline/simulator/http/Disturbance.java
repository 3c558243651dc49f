package dev.syncline.simulator.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one call besides being answered.
 *
 * @param delay how long the call waits, in real time, before anything is done
 * @param instead what answers in place of the endpoint; null where that is asked
 * @param damage what happens to the answer on its way
 * @param twice whether the call is carried out twice, as when it was sent twice; the second answer
 *     is given
 */
public record Disturbance(
    Duration delay, @Nullable Endpoint instead, Damage damage, boolean twice) {
  public Disturbance(Duration delay, @Nullable Endpoint instead, Damage damage) {
    this(delay, instead, damage, false);
  }

  /** Nothing happens. */
  public static final Disturbance NONE = new Disturbance(Duration.ZERO, null, new Damage.None());

  /** What happens to an answer on its way. Bytes are those of the body as sent (compressed). */
  public sealed interface Damage {
    /** The answer arrives as it was given. */
    record None() implements Damage {}

    /** The body stops after so many bytes; the connection stays open until the client gives up. */
    record Stall(long afterBytes) implements Damage {}

    /**
     * The body ends after so many bytes.
     *
     * @param cleanEnd true ends the message as if it were whole; false closes the connection
     */
    record Truncate(long afterBytes, boolean cleanEnd) implements Damage {}

    /** The connection is reset before the call is looked at: nothing was done. */
    record Reset() implements Damage {}

    /** The call is carried out, and the connection reset in place of the answer. */
    record DropAnswer() implements Damage {}
  }
}
