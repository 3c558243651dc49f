package dev.syncline.simulator.http;

import java.util.Map;

/**
 * What a caller in this process sees of an answer.
 *
 * @param status 0 where no answer came
 * @param headers by name
 * @param body as many of its bytes as arrived, not compressed
 */
public record LocalAnswer(int status, Map<String, String> headers, byte[] body, Ending ending) {
  /** How the exchange ended. */
  public enum Ending {
    /** The answer is whole, as far as the caller can tell. */
    WHOLE,
    /** The connection was closed before the body was whole. */
    CUT,
    /** The body stops, and the connection stays open. */
    STALLED,
    /** The connection was reset before an answer came. */
    RESET
  }

  public LocalAnswer {
    headers = Map.copyOf(headers);
  }

  static LocalAnswer reset() {
    return new LocalAnswer(0, Map.of(), new byte[0], Ending.RESET);
  }
}
