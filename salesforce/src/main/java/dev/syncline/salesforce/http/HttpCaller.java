package dev.syncline.salesforce.http;

import dev.syncline.engine.org.OrgException;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;

/**
 * Makes calls within their bounds: only to allowed hosts, within the call's deadlines, with bodies
 * that are capped as they travel and once unpacked.
 */
public final class HttpCaller {
  private static final String USER_AGENT = "Syncline";

  private final HttpTransport transport;
  private final AllowedHosts hosts;
  private final Watchdog watchdog;
  private final Compression compression;

  public HttpCaller(
      HttpTransport transport, AllowedHosts hosts, Watchdog watchdog, Compression compression) {
    this.transport = transport;
    this.hosts = hosts;
    this.watchdog = watchdog;
    this.compression = compression;
  }

  /** The hosts that this caller calls. */
  public AllowedHosts hosts() {
    return hosts;
  }

  /**
   * Makes the call and answers with whatever status came back. Redirects are answers too.
   *
   * @throws OrgException of code ORG-HOST-REFUSED, before anything is sent
   */
  public HttpReply call(HttpCall call) throws TransportException {
    hosts.check(call.uri());
    Watchdog.Watch watch = watchdog.watch(call.limits());
    boolean answered = false;
    try {
      HttpReply reply = transport.exchange(prepared(call));
      watch.guard(reply.body());
      answered = true;
      return new HttpReply(reply.status(), reply.headers(), bounded(reply, watch, call.limits()));
    } finally {
      if (!answered) {
        watch.close();
      }
    }
  }

  private HttpCall prepared(HttpCall call) {
    HttpCall named = call.with("User-Agent", USER_AGENT);
    return compresses(call.uri()) ? named.with("Accept-Encoding", "gzip") : named;
  }

  private boolean compresses(URI uri) {
    return switch (compression) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTOMATIC -> !AllowedHosts.isLoopback(uri);
    };
  }

  private static InputStream bounded(HttpReply reply, Watchdog.Watch watch, CallLimits limits) {
    InputStream body = new WatchedBody(reply.body(), watch, limits.maxBodyBytes());
    boolean packed =
        reply
            .header("Content-Encoding")
            .filter(coding -> coding.toLowerCase(Locale.ROOT).equals("gzip"))
            .isPresent();
    return packed ? new UnpackedBody(body, limits.maxBodyBytes()) : body;
  }
}
