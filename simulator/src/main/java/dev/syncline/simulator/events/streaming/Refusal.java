package dev.syncline.simulator.events.streaming;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a message is refused. Streaming API Developer Guide: "Streaming API Error Codes" has the
 * texts; which of them come with an advice, and the refusal of what is published, are assumptions.
 *
 * @param error the code and the text
 * @param reason what stands behind it, in {@code ext.sfdc.failureReason}; null where nothing does
 * @param reconnection what the client is advised to do; null where nothing is said
 */
record Refusal(String error, @Nullable String reason, @Nullable String reconnection) {
  static final String DENIED = "403::Handshake denied";
  static final Refusal UNKNOWN_CLIENT = new Refusal("403::Unknown client", null, "handshake");
  static final Refusal GONE_CLIENT = new Refusal("402::Unknown client", null, "handshake");
  static final Refusal INVALID = new Refusal("401::Authentication invalid", null, "none");
  static final Refusal NO_TOKEN =
      new Refusal(DENIED, "401::Request requires authentication", "none");
  static final Refusal BAD_TOKEN = new Refusal(DENIED, "401::Authentication invalid", "none");
  static final Refusal TOO_MANY_CLIENTS =
      new Refusal(DENIED, "403::Organization concurrent user limit exceeded", "none");
  static final Refusal EVENTS_USED_UP =
      new Refusal("403::Organization total events daily limit exceeded", null, "none");
  static final Refusal OTHER_USER =
      of("400::Authenticated user id does not match the session's user id");
  static final Refusal NO_HANDSHAKE = of("403::Client has not completed handshake");
  static final Refusal NO_CHANNEL = of("400::Channel name not specified");
  static final Refusal NO_SLASH = of("400::Channel subscriptions must start with a leading '/'");
  static final Refusal PUBLISHED = of("403:denied_by_security_policy:publish_denied");
  static final Refusal NOT_CREATED = of("403:denied_by_security_policy:create_denied");

  /** The user has no right to what the channel tells of: the text is an assumption. */
  static final Refusal NO_RIGHT = NOT_CREATED;

  private static final String TOO_BUSY =
      "503::Server is too busy. Please try your request again later.";

  /** The server itself has no room; the client may try again. */
  static final Refusal BUSY_HANDSHAKE = new Refusal(DENIED, TOO_BUSY, "retry");

  /** The client has as many subscriptions as the server keeps for it. */
  static final Refusal BUSY_SUBSCRIBE = new Refusal(TOO_BUSY, TOO_BUSY, null);

  static Refusal of(String error) {
    return new Refusal(error, null, null);
  }

  /** A refusal that a test has ordered; whoever is not let in need not try again. */
  static Refusal ordered(String channel, int status, String message) {
    String error = status + "::" + message;
    String advice = status == 401 || status == 403 ? "none" : "retry";
    return switch (channel) {
      case BayeuxMessage.HANDSHAKE -> new Refusal(DENIED, error, advice);
      case BayeuxMessage.CONNECT -> new Refusal(error, null, advice);
      default -> of(error);
    };
  }

  static Refusal noCookie(String clientId, String cookie) {
    return new Refusal(
        "400::Client "
            + clientId
            + " has established a session, but no "
            + cookie
            + " cookie present",
        null,
        "none");
  }

  static Refusal replayId(String from) {
    return of(
        "400::The replayId {"
            + from
            + "} you provided was invalid. Please provide a valid ID, -2 to replay all events, or"
            + " -1 to replay only new events.");
  }

  static Refusal unknownChannel(String name) {
    return of("400::The channel you requested to subscribe to does not exist {" + name + "}");
  }

  static Refusal connectionType(String type) {
    return of("400::Invalid connection type " + type);
  }

  Optional<String> failureReason() {
    return Optional.ofNullable(reason);
  }

  Optional<String> reconnect() {
    return Optional.ofNullable(reconnection);
  }
}
