package dev.syncline.app.webhook;

import dev.syncline.engine.hook.HookFailedException;
import dev.syncline.salesforce.http.AllowedHosts;
import dev.syncline.salesforce.http.CallLimits;
import dev.syncline.salesforce.http.Compression;
import dev.syncline.salesforce.http.HttpCall;
import dev.syncline.salesforce.http.HttpCaller;
import dev.syncline.salesforce.http.HttpMethod;
import dev.syncline.salesforce.http.HttpReply;
import dev.syncline.salesforce.http.JdkHttpTransport;
import dev.syncline.salesforce.http.TransportException;
import dev.syncline.salesforce.http.TrustedAuthorities;
import dev.syncline.salesforce.http.Watchdog;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Sends signed questions to one address. It follows no redirects, and the time-out holds for the
 * whole exchange, a body that stalls included. What is not answered is not sent again by itself.
 */
public final class WebhookSender implements AutoCloseable {
  /** The most bytes of an answer. */
  static final long MAX_ANSWER_BYTES = 8L << 20;

  private static final int LEAST_ERROR = 300;
  private static final int LEAST_SUCCESS = 200;

  private final URI address;
  private final Signature signature;
  private final InstantSource clock;
  private final CallLimits limits;
  private final Watchdog watchdog = new Watchdog();
  private final JdkHttpTransport transport;
  private final HttpCaller caller;

  /**
   * @param timeout of a whole exchange
   */
  public WebhookSender(URI address, String secret, Duration timeout, InstantSource clock) {
    this.address = address;
    this.signature = new Signature(secret);
    this.clock = clock;
    this.limits = new CallLimits(timeout, timeout, timeout, MAX_ANSWER_BYTES);
    this.transport = new JdkHttpTransport(timeout, TrustedAuthorities.of(Optional.empty()));
    this.caller =
        new HttpCaller(
            transport, AllowedHosts.of(List.of(host(address))), watchdog, Compression.NEVER);
  }

  private static String host(URI address) {
    int standard = "http".equals(address.getScheme()) ? 80 : 443;
    int port = address.getPort() < 0 ? standard : address.getPort();
    return address.getHost() + ":" + port;
  }

  /** Whether an address can be called: https, or http on this machine. */
  public static boolean isAllowed(URI address) {
    if (address.getHost() == null
        || address.getRawUserInfo() != null
        || address.getRawFragment() != null) {
      return false;
    }
    return "https".equals(address.getScheme())
        || ("http".equals(address.getScheme()) && AllowedHosts.isLoopback(address));
  }

  /**
   * Sends a body of JSON.
   *
   * @return the body of the answer
   * @throws HookFailedException if there is none, or one that is no success
   */
  byte[] send(byte[] body) {
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    HttpCall call =
        HttpCall.of(HttpMethod.POST, address, "application/json", body, limits)
            .with("Accept", "application/json")
            .with("Syncline-Id", Signature.id(body))
            .with("Syncline-Timestamp", timestamp)
            .with("Syncline-Signature", signature.of(timestamp, body));
    try (HttpReply reply = caller.call(call)) {
      if (reply.status() < LEAST_SUCCESS || reply.status() >= LEAST_ERROR) {
        throw new HookFailedException("it answered with status " + reply.status());
      }
      return reply.readAll();
    } catch (TransportException e) {
      throw new HookFailedException(words(e));
    }
  }

  private static String words(TransportException e) {
    return switch (e.reason()) {
      case UNREACHABLE -> "it cannot be reached";
      case UNTRUSTED -> "it cannot prove who it is";
      case CUT -> "its answer was cut off";
      case TOO_SLOW -> "it took too long";
      case TOO_LARGE -> "its answer is longer than " + MAX_ANSWER_BYTES + " bytes";
      case INTERRUPTED -> "the process was asked to stop";
    };
  }

  @Override
  public void close() {
    transport.close();
    watchdog.close();
  }

  @Override
  public String toString() {
    return address.getHost();
  }
}
