package dev.syncline.simulator.events.streaming;

import java.time.Duration;

/**
 * How the Streaming API is served. Streaming API Developer Guide: a connect is held for 110
 * seconds, and the next one must come within 40. All of it runs on the real clock.
 *
 * @param timeout how long a connect is held when there is nothing to tell
 * @param patience how long a client may stay away between two connects
 * @param maxClients how many clients the server keeps, whatever the org's limits allow
 */
public record StreamingSettings(Duration timeout, Duration patience, int maxClients) {
  /** The largest request, in bytes. Streaming API Error Codes: 413. */
  static final int MAX_REQUEST_BYTES = 32_768;

  /** How many messages one request may carry. */
  static final int MAX_REQUEST_MESSAGES = 100;

  /** How many channels one client may subscribe to. */
  static final int MAX_SUBSCRIPTIONS = 100;

  /** How many events one answer carries; the next connect gets the others at once. */
  static final int MAX_ANSWER_EVENTS = 500;

  /** How many bytes of payload one subscription adds to an answer at most. */
  static final int MAX_ANSWER_BYTES = 1 << 20;

  private static final int MAX_CLIENTS = 5_000;

  /** As in real orgs. */
  public static final StreamingSettings USUAL =
      new StreamingSettings(Duration.ofSeconds(110), Duration.ofSeconds(40), MAX_CLIENTS);
}
