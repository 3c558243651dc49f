package dev.syncline.simulator.events.pubsub;

import java.time.Duration;

/**
 * How the Pub/Sub API is served.
 *
 * @param host the address to listen at
 * @param port 0 for a free one
 * @param tls whether calls are encrypted, with a certificate of the simulator's own authority
 * @param maxClients how many streams may be open at once
 * @param times how long streams wait
 */
public record PubSubSettings(String host, int port, boolean tls, int maxClients, Times times) {
  /** The most events that a stream may have asked for and not been given. */
  public static final int MAX_OUTSTANDING = 100;

  /** The largest answer of events, in bytes of payload. */
  public static final int MAX_RESPONSE_BYTES = 3_000_000;

  /** The most events of a publish request. Pub/Sub API Guide: allocations. */
  public static final int MAX_PUBLISHED = 200;

  /** The largest event that can be published, in bytes. */
  public static final int MAX_EVENT_BYTES = 1 << 20;

  /** The largest request, in bytes: gRPC's own bound. */
  static final int MAX_REQUEST_BYTES = 4 << 20;

  /** How many calls one connection carries at once. */
  static final int MAX_CALLS_PER_CONNECTION = 1_000;

  private static final int MAX_CLIENTS = 2_000;

  /**
   * How long streams wait, on the real clock.
   *
   * @param keepAlive after which time without events a subscriber gets an empty answer
   * @param idle how long a subscriber may take to ask for more once it has been given everything
   * @param publishIdle how long a publisher may take between two requests: the interface's own
   *     words say 70 seconds, its error table 1,800
   */
  public record Times(Duration keepAlive, Duration idle, Duration publishIdle) {
    /** As in real orgs. */
    public static final Times USUAL =
        new Times(Duration.ofSeconds(270), Duration.ofSeconds(60), Duration.ofSeconds(70));
  }

  /** As in real orgs. */
  public static PubSubSettings usual(String host, int port, boolean tls) {
    return new PubSubSettings(host, port, tls, MAX_CLIENTS, Times.USUAL);
  }
}
